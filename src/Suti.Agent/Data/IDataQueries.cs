// SPDX-License-Identifier: Apache-2.0

using Suti.Credentials;

namespace Suti.Agent;

/// <summary>Finds what the agent keeps.</summary>
[AgentApi(typeof(AgentJson))]
public interface IDataQueries
{
    /// <summary>Finds managed DIDs. Columns: did, alias, provider.</summary>
    [Operation("dataStoreORMGetIdentifiers", IsReadOnly = true)]
    Task<ManagedDid[]> GetIdentifiersAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Counts managed DIDs.</summary>
    [Operation("dataStoreORMGetIdentifiersCount", IsReadOnly = true)]
    Task<long> CountIdentifiersAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds messages. Columns: from, to, id, createdAt, expiresAt, threadId, type, raw, replyTo, replyUrl.</summary>
    [Operation("dataStoreORMGetMessages", IsReadOnly = true)]
    Task<AgentMessage[]> GetMessagesAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Counts messages.</summary>
    [Operation("dataStoreORMGetMessagesCount", IsReadOnly = true)]
    Task<long> CountMessagesAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds credentials by their claims. Columns: context, credentialType, type, value, isObj, id, issuer, subject,
    /// expirationDate, issuanceDate, hash.
    /// </summary>
    [Operation("dataStoreORMGetVerifiableCredentialsByClaims", IsReadOnly = true)]
    Task<FoundCredential[]> GetCredentialsByClaimsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Counts claims.</summary>
    [Operation("dataStoreORMGetVerifiableCredentialsByClaimsCount", IsReadOnly = true)]
    Task<long> CountCredentialsByClaimsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds credentials. Columns: context, type, id, issuer, subject, expirationDate, issuanceDate, hash.
    /// </summary>
    [Operation("dataStoreORMGetVerifiableCredentials", IsReadOnly = true)]
    Task<FoundCredential[]> GetCredentialsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Counts credentials.</summary>
    [Operation("dataStoreORMGetVerifiableCredentialsCount", IsReadOnly = true)]
    Task<long> CountCredentialsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds presentations. Columns: context, type, id, holder, verifier, expirationDate, issuanceDate, hash.</summary>
    [Operation("dataStoreORMGetVerifiablePresentations", IsReadOnly = true)]
    Task<KeptPresentation[]> GetPresentationsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Counts presentations.</summary>
    [Operation("dataStoreORMGetVerifiablePresentationsCount", IsReadOnly = true)]
    Task<long> CountPresentationsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds credentials a page at a time; the next page begins where this one ended, whatever changed meanwhile.</summary>
    [Operation("dataStorePageVerifiableCredentials", IsReadOnly = true)]
    Task<CredentialPage> PageCredentialsAsync(FindRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds messages a page at a time; the next page begins where this one ended, whatever changed meanwhile.</summary>
    [Operation("dataStorePageMessages", IsReadOnly = true)]
    Task<MessagePage> PageMessagesAsync(FindRequest request, CancellationToken cancellationToken = default);
}
