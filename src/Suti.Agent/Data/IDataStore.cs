// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>Keeps messages, credentials and presentations.</summary>
[AgentApi(typeof(AgentJson))]
public interface IDataStore
{
    /// <summary>Keeps a message, with the credentials and presentations in it. A message of the same id is replaced.</summary>
    [Operation("dataStoreSaveMessage")]
    Task<string> SaveMessageAsync(SaveMessageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets a message.</summary>
    [Operation("dataStoreGetMessage", IsReadOnly = true)]
    Task<AgentMessage> GetMessageAsync(MessageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a message. False when there is none.</summary>
    [Operation("dataStoreDeleteMessage")]
    Task<bool> DeleteMessageAsync(MessageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Keeps a credential and gives its hash. It is not verified.</summary>
    [Operation("dataStoreSaveVerifiableCredential")]
    Task<string> SaveCredentialAsync(SaveCredentialRequest request, CancellationToken cancellationToken = default);

    /// <summary>Keeps many credentials together or none, and gives their hashes.</summary>
    [Operation("dataStoreSaveVerifiableCredentials")]
    Task<string[]> SaveCredentialsAsync(SaveCredentialsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets a credential by its hash.</summary>
    [Operation("dataStoreGetVerifiableCredential", IsReadOnly = true)]
    Task<JsonElement> GetCredentialAsync(HashRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a credential with its claims. False when there is none.</summary>
    [Operation("dataStoreDeleteVerifiableCredential")]
    Task<bool> DeleteCredentialAsync(HashRequest request, CancellationToken cancellationToken = default);

    /// <summary>Keeps a presentation, with the credentials in it, and gives its hash. It is not verified.</summary>
    [Operation("dataStoreSaveVerifiablePresentation")]
    Task<string> SavePresentationAsync(SavePresentationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets a presentation by its hash.</summary>
    [Operation("dataStoreGetVerifiablePresentation", IsReadOnly = true)]
    Task<JsonElement> GetPresentationAsync(HashRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a presentation. The credentials in it stay. False when there is none.</summary>
    [Operation("dataStoreDeleteVerifiablePresentation")]
    Task<bool> DeletePresentationAsync(HashRequest request, CancellationToken cancellationToken = default);
}
