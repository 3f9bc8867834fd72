// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>The DIDs that the agent controls.</summary>
[AgentApi(typeof(AgentJson))]
public interface IDidManager
{
    /// <summary>Lists the providers: the DID methods with which DIDs can be created.</summary>
    [Operation("didManagerGetProviders", IsReadOnly = true)]
    Task<string[]> GetProvidersAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds DIDs by alias or provider, or lists them all.</summary>
    [Operation("didManagerFind", IsReadOnly = true)]
    Task<ManagedDid[]> FindAsync(FindDidsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets a DID.</summary>
    [Operation("didManagerGet", IsReadOnly = true)]
    Task<ManagedDid> GetAsync(DidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets the DID with an alias.</summary>
    [Operation("didManagerGetByAlias", IsReadOnly = true)]
    Task<ManagedDid> GetByAliasAsync(DidAliasRequest request, CancellationToken cancellationToken = default);

    /// <summary>Creates a DID with its keys.</summary>
    [Operation("didManagerCreate")]
    Task<ManagedDid> CreateAsync(CreateDidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets the DID with an alias, or creates it.</summary>
    [Operation("didManagerGetOrCreate")]
    Task<ManagedDid> GetOrCreateAsync(CreateDidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives a DID an alias.</summary>
    [Operation("didManagerSetAlias")]
    Task<bool> SetAliasAsync(SetDidAliasRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces members of the document, where the method can.</summary>
    [Operation("didManagerUpdate")]
    Task<ManagedDid> UpdateAsync(UpdateDidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Imports a DID with its private keys.</summary>
    [Operation("didManagerImport")]
    Task<ManagedDid> ImportAsync(ImportDidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Forgets a DID and deletes its keys. The DID itself is not given up: see <see cref="DeactivateAsync"/>.</summary>
    [Operation("didManagerDelete")]
    Task<bool> DeleteAsync(DidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives a DID up for good, where the method can.</summary>
    [Operation("didManagerDeactivate")]
    Task<ManagedDid> DeactivateAsync(DidRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds a key to the document.</summary>
    [Operation("didManagerAddKey")]
    Task<DidChangeResult> AddKeyAsync(AddDidKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes a key from the document. The key itself stays.</summary>
    [Operation("didManagerRemoveKey")]
    Task<DidChangeResult> RemoveKeyAsync(RemoveDidKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Creates a key of the same type and uses, adds it, and removes the old one from the document.</summary>
    [Operation("didManagerRotateKey")]
    Task<ManagedDid> RotateKeyAsync(RemoveDidKeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds a service to the document.</summary>
    [Operation("didManagerAddService")]
    Task<DidChangeResult> AddServiceAsync(AddDidServiceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes a service from the document.</summary>
    [Operation("didManagerRemoveService")]
    Task<DidChangeResult> RemoveServiceAsync(RemoveDidServiceRequest request, CancellationToken cancellationToken = default);
}
