// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>
/// Identities on a chain that outlive their keys: several owners, a recovery key, and calls that another account may pay for. Who signs is a key of the
/// agent; with a payer the relay carries the signed call.
/// </summary>
[AgentApi(typeof(EthrJson))]
public interface IIdentities
{
    /// <summary>Creates an identity on a chain, with an owner and a recovery key.</summary>
    [Operation("identityCreate")]
    Task<CreatedIdentity> CreateAsync(CreateIdentityRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives the address that creating an identity with a salt leads to. The owner is a key of the agent or an account.</summary>
    [Operation("identityPredict", IsReadOnly = true)]
    Task<PredictedIdentity> PredictAsync(CreateIdentityRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives owners, recovery key and announced migration of an identity.</summary>
    [Operation("identityGet", IsReadOnly = true)]
    Task<IdentityDescription> GetAsync(IdentityRequest request, CancellationToken cancellationToken = default);

    /// <summary>Has an identity make a call. Any owner may.</summary>
    [Operation("identityForward")]
    Task<EthrTransaction> ForwardAsync(ForwardRequest request, CancellationToken cancellationToken = default);

    /// <summary>Has an identity make several calls, all of them or none. Any owner may.</summary>
    [Operation("identityForwardBatch")]
    Task<EthrTransaction> ForwardBatchAsync(ForwardBatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds an owner, who may act at once. An older owner may.</summary>
    [Operation("identityAddOwner")]
    Task<EthrTransaction> AddOwnerAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes an owner away. An older owner may, but not itself.</summary>
    [Operation("identityRemoveOwner")]
    Task<EthrTransaction> RemoveOwnerAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds an owner by the recovery key, who may act when the user lock has passed.</summary>
    [Operation("identityRecover")]
    Task<EthrTransaction> RecoverAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Names another recovery key. An older owner may.</summary>
    [Operation("identityChangeRecovery")]
    Task<EthrTransaction> ChangeRecoveryAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Announces that an identity will belong to another manager. An older owner may.</summary>
    [Operation("identityInitiateMigration")]
    Task<EthrTransaction> InitiateMigrationAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes the announcement of a migration back. Any owner may.</summary>
    [Operation("identityCancelMigration")]
    Task<EthrTransaction> CancelMigrationAsync(IdentityChangeRequest request, CancellationToken cancellationToken = default);

    /// <summary>Hands an identity over to the manager that was announced, when the admin lock has passed. All its owners end here.</summary>
    [Operation("identityFinalizeMigration")]
    Task<EthrTransaction> FinalizeMigrationAsync(IdentityChangeRequest request, CancellationToken cancellationToken = default);
}
