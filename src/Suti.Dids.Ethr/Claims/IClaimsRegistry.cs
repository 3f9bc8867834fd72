// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>
/// Claims of anyone about anyone on a chain (ERC-780), and what is published under an address that hands the right on. Keys and values are 32 bytes:
/// 64 hexadecimal digits after <c>0x</c>, or a short text.
/// </summary>
[AgentApi(typeof(EthrJson))]
public interface IClaimsRegistry
{
    /// <summary>Claims something about an account on a chain, in the name of a key or of an identity.</summary>
    [Operation("claimSet")]
    Task<EthrTransaction> SetAsync(SetClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives the value of a claim on a chain; without a value when there is no such claim.</summary>
    [Operation("claimGet", IsReadOnly = true)]
    Task<ClaimValue> GetAsync(GetClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes a claim from a chain. Its issuer and its subject may.</summary>
    [Operation("claimRemove")]
    Task<EthrTransaction> RemoveAsync(RemoveClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds the claims on a chain by issuer, subject and key; with its history, or as they are now.</summary>
    [Operation("claimFind", IsReadOnly = true)]
    Task<ClaimDescription[]> FindAsync(FindClaimsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Publishes under the address that published first, the genesis.</summary>
    [Operation("claimPublish")]
    Task<EthrTransaction> PublishAsync(PublishClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Publishes under a genesis for the last time, and names who may publish from now on.</summary>
    [Operation("claimRevokeAndPublish")]
    Task<EthrTransaction> RevokeAndPublishAsync(RevokeAndPublishRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives what is published under a genesis, and who may publish there.</summary>
    [Operation("claimLookup", IsReadOnly = true)]
    Task<PublishedClaim> LookupAsync(LookupClaimRequest request, CancellationToken cancellationToken = default);
}
