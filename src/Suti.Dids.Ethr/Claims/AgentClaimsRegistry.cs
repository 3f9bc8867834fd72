// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>Claims on chains with the keys of an agent.</summary>
internal sealed class AgentClaimsRegistry(EthrOperations operations) : IClaimsRegistry
{
    public async Task<EthrTransaction> SetAsync(SetClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Subject, request.Identity);
        var value = ClaimWord.Parse(request.Value, "value");

        // The registry cannot tell a claim of zero from none.
        var call = value.IsZero
            ? throw EthrOperations.Invalid("value", "must not be zero: remove the claim.")
            : EthrOperations.GetClaims(network).SetClaim(
                EthrOperations.ReadAddress(network, request.Subject, "subject"), ClaimWord.Parse(request.Key, "key"), value);
        return await ExecuteAsync(network, call, request.KeyId, request.Identity, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ClaimValue> GetAsync(GetClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Issuer, request.Subject);
        var value = await EthrOperations.GetClaims(network).GetClaimAsync(
            EthrOperations.ReadAddress(network, request.Issuer, "issuer"),
            EthrOperations.ReadAddress(network, request.Subject, "subject"),
            ClaimWord.Parse(request.Key, "key"),
            cancellationToken).ConfigureAwait(false);
        return value.IsZero ? new ClaimValue() : new ClaimValue { Value = ClaimWord.ToHex(value), Text = ClaimWord.ToText(value) };
    }

    public async Task<EthrTransaction> RemoveAsync(RemoveClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Subject, request.Issuer, request.Identity);
        var issuer = await ReadOrActingAsync(network, request.Issuer, "issuer", request.KeyId, request.Identity, cancellationToken).ConfigureAwait(false);
        var call = EthrOperations.GetClaims(network).RemoveClaim(
            issuer, EthrOperations.ReadAddress(network, request.Subject, "subject"), ClaimWord.Parse(request.Key, "key"));
        return await ExecuteAsync(network, call, request.KeyId, request.Identity, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ClaimDescription[]> FindAsync(FindClaimsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Issuer, request.Subject);
        if (request.FromBlock is < 0)
        {
            throw EthrOperations.Invalid("fromBlock", "must not be negative.");
        }

        var claims = await EthrOperations.GetClaims(network).FindAsync(
            request.Issuer is null ? null : EthrOperations.ReadAddress(network, request.Issuer, "issuer"),
            request.Subject is null ? null : EthrOperations.ReadAddress(network, request.Subject, "subject"),
            request.Key is null ? null : ClaimWord.Parse(request.Key, "key"),
            (ulong?)request.FromBlock ?? network.FirstBlock,
            cancellationToken).ConfigureAwait(false);
        return [.. (request.History ? claims : Newest(claims)).Select(Describe)];
    }

    public async Task<EthrTransaction> PublishAsync(PublishClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Genesis, request.Identity);
        var genesis = await ReadOrActingAsync(network, request.Genesis, "genesis", request.KeyId, request.Identity, cancellationToken).ConfigureAwait(false);
        var call = EthrOperations.GetPublisher(network).Publish(genesis, ClaimWord.Parse(request.Key, "key"), ClaimWord.Parse(request.Value, "value"));
        return await ExecuteAsync(network, call, request.KeyId, request.Identity, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<EthrTransaction> RevokeAndPublishAsync(RevokeAndPublishRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Genesis, request.Identity, request.NewManager);
        var genesis = await ReadOrActingAsync(network, request.Genesis, "genesis", request.KeyId, request.Identity, cancellationToken).ConfigureAwait(false);
        var next = EthrOperations.ReadAddress(network, request.NewManager, "newManager");
        var call = next.IsZero
            ? throw EthrOperations.Invalid("newManager", "must not be zero.")
            : EthrOperations.GetPublisher(network).RevokeAndPublish(
                genesis, ClaimWord.Parse(request.Key, "key"), ClaimWord.Parse(request.Value, "value"), next);
        return await ExecuteAsync(network, call, request.KeyId, request.Identity, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PublishedClaim> LookupAsync(LookupClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.Genesis);
        var publisher = EthrOperations.GetPublisher(network);
        var genesis = EthrOperations.ReadAddress(network, request.Genesis, "genesis");
        var value = await publisher.LookupAsync(genesis, ClaimWord.Parse(request.Key, "key"), cancellationToken).ConfigureAwait(false);
        var manager = await publisher.GetManagerAsync(genesis, cancellationToken).ConfigureAwait(false);
        return new PublishedClaim
        {
            Value = value.IsZero ? null : ClaimWord.ToHex(value),
            Text = ClaimWord.ToText(value),
            Manager = manager.ToString(),
        };
    }

    private static IEnumerable<Claim> Newest(IEnumerable<Claim> claims) => claims
        .GroupBy(static claim => (claim.Issuer, claim.Subject, claim.Key), static (_, ofOne) => ofOne.Last())
        .Where(static claim => claim.Value is { IsZero: false });

    private static ClaimDescription Describe(Claim claim) => new()
    {
        Issuer = claim.Issuer.ToString(),
        Subject = claim.Subject.ToString(),
        Key = ClaimWord.ToHex(claim.Key),
        KeyText = ClaimWord.ToText(claim.Key),
        Value = claim.Value is { } value ? ClaimWord.ToHex(value) : null,
        Text = claim.Value is { } text ? ClaimWord.ToText(text) : null,
        Block = (long)claim.Block,
    };

    /// <summary>The account that is named, else the one that acts: the identity, or the account of the key.</summary>
    private async ValueTask<Address> ReadOrActingAsync(
        EthrNetwork network, string? account, string place, string keyId, string? identity, CancellationToken cancellationToken) =>
        account is not null ? EthrOperations.ReadAddress(network, account, place)
        : identity is not null ? EthrOperations.ReadAddress(network, identity, "identity")
        : Address.FromPublicKey((await operations.GetSignerAsync(keyId, "keyId", cancellationToken).ConfigureAwait(false)).PublicKey);

    private async Task<EthrTransaction> ExecuteAsync(
        EthrNetwork network, EthereumCall call, string keyId, string? identity, string? payerKeyId, CancellationToken cancellationToken) =>
        EthrOperations.Describe(network, await operations.ExecuteAsync(network, call, keyId, identity, payerKeyId, cancellationToken).ConfigureAwait(false));
}
