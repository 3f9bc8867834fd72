// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>The DIDs of one space.</summary>
internal sealed class DidManager(
    DidDirectory directory, DidProviders providers, KeyDirectory keys, IKeyRing keyRing, IKeyManager keyManager, IDidResolver resolver, IAgentEvents events)
    : IDidManager
{
    public Task<string[]> GetProvidersAsync(CancellationToken cancellationToken = default) => Task.FromResult(providers.CreatorNames);

    public async Task<ManagedDid[]> FindAsync(FindDidsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var filters = new List<RecordFilter>();
        if (request.Alias is not null)
        {
            filters.Add(RecordFilter.Equal(DidRecord.Kind["alias"], request.Alias));
        }

        if (request.Provider is not null)
        {
            filters.Add(RecordFilter.Equal(DidRecord.Kind["provider"], request.Provider));
        }

        var found = await directory.Dids.FindAsync(RecordFilter.All(filters), cancellationToken).ConfigureAwait(false);
        var managed = new ManagedDid[found.Count];
        for (var index = 0; index < managed.Length; index++)
        {
            managed[index] = await directory.ToManagedAsync(found[index], cancellationToken).ConfigureAwait(false);
        }

        return managed;
    }

    public async Task<ManagedDid> GetAsync(DidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = await directory.GetAsync(request.Did, cancellationToken).ConfigureAwait(false);
        return await directory.ToManagedAsync(found.Value, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ManagedDid> GetByAliasAsync(DidAliasRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = await directory.FindByAliasAsync(request.Alias, cancellationToken).ConfigureAwait(false);
        return found is not null && (request.Provider is null || request.Provider == found.Provider)
            ? await directory.ToManagedAsync(found, cancellationToken).ConfigureAwait(false)
            : throw DidDirectory.NotFound();
    }

    public async Task<ManagedDid> CreateAsync(CreateDidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Alias is "")
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/alias must not be empty.");
        }

        if (request.Alias is not null && await directory.FindByAliasAsync(request.Alias, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            throw new SutiException(
                ManagedDidErrorCodes.Exists, $"illegal_argument: Identifier with alias: {request.Alias} already exists: {taken.Did}");
        }

        var provider = request.Provider ?? providers.DefaultName;
        var creator = providers.GetCreator(provider);
        var creation = new DidCreation
        {
            Provider = provider,
            Alias = request.Alias,
            KeyManagementSystem = request.Kms,
            Options = DidRequestOptions.Check(request.Options),
        };
        async ValueTask<DidRecord> CreateRecordAsync() =>
            DidRecord.Of(await creator.CreateAsync(creation, keyRing, cancellationToken).ConfigureAwait(false), provider, request.Alias);

        // A key that somebody else may hear of meanwhile must be kept before they do.
        var made = creator.IsSelfContained ? null : await CreateRecordAsync().ConfigureAwait(false);
        return await AddAsync(
            async () => made ?? await CreateRecordAsync().ConfigureAwait(false), request.Alias, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ManagedDid> GetOrCreateAsync(CreateDidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrEmpty(request.Alias))
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "The request lacks \"alias\".");
        }

        if (await directory.FindByAliasAsync(request.Alias, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            try
            {
                return await CreateAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (SutiException exception) when (exception.Code == ManagedDidErrorCodes.Exists)
            {
                // Somebody else was faster; theirs is the one.
                found = await directory.FindByAliasAsync(request.Alias, cancellationToken).ConfigureAwait(false);
                if (found is null)
                {
                    throw;
                }
            }
        }

        return request.Provider is null || providers.Get(found.Provider) == providers.Get(request.Provider)
            ? await directory.ToManagedAsync(found, cancellationToken).ConfigureAwait(false)
            : throw new SutiException(
                ManagedDidErrorCodes.Exists,
                $"illegal_argument: Identifier with alias: {request.Alias}, already exists {found.Did}, but was created with a different provider: {found.Provider}!=={request.Provider}");
    }

    public async Task<bool> SetAliasAsync(SetDidAliasRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var did = await directory.GetAsync(request.Did, cancellationToken).ConfigureAwait(false);
        await directory.ChangeAsync(did, did.Value with { Alias = request.Alias }, cancellationToken).ConfigureAwait(false);
        await ToldAsync(request.Did, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<ManagedDid> UpdateAsync(UpdateDidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Document.ValueKind != JsonValueKind.Object)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/document must be an object.");
        }

        return await ChangeAsync(
            request.Did, _ => new DidDocumentReplacement(request.Document), request.Options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ManagedDid> ImportAsync(ImportDidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Did.TryParse(request.Did, out var did))
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/did is not a DID.");
        }

        var provider = request.Provider ?? "did:" + did.Method;
        _ = providers.Get(provider);
        return await AddAsync(
            async () =>
            {
                var imported = new List<ControlledKey>();
                foreach (var key in request.Keys)
                {
                    var managed = await keyManager.ImportAsync(key, cancellationToken).ConfigureAwait(false);
                    var publicKey = PublicKeyHex.Decode(KeyTypeNames.Parse(managed.Type), managed.PublicKeyHex);
                    imported.Add(new(managed.Kid, publicKey, ControlledKey.GetUses(publicKey.Type), $"#key-{imported.Count + 1}"));
                }

                return DidRecord.Of(
                    new()
                    {
                        Did = did,
                        ControllerKeyId = request.ControllerKeyId ?? imported.FirstOrDefault()?.KeyId,
                        Keys = imported,
                        Services = [.. (request.Services ?? []).Select(DidService.FromJson)],
                    },
                    provider,
                    request.Alias);
            },
            request.Alias,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> DeleteAsync(DidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var did = await directory.GetAsync(request.Did, cancellationToken).ConfigureAwait(false);
        await directory.RemoveAsync(did, cancellationToken).ConfigureAwait(false);
        foreach (var key in did.Value.Keys)
        {
            var usedBy = RecordFilter.Equal(DidRecord.Kind["key_id"], key.Kid);
            if (await keys.FindAsync(key.Kid, cancellationToken).ConfigureAwait(false) is { } record
                && await directory.Dids.CountAsync(usedBy, cancellationToken).ConfigureAwait(false) == 0)
            {
                await keys.DeleteAsync(record, cancellationToken).ConfigureAwait(false);
            }
        }

        await events.PublishAsync(new DidDeleted(request.Did), cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<ManagedDid> DeactivateAsync(DidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var did = await directory.GetAsync(request.Did, cancellationToken).ConfigureAwait(false);
        var left = await providers.GetDeactivator(did.Value.Provider)
            .DeactivateAsync(did.Value.ToControlled(), keyRing, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(did, left, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DidChangeResult> AddKeyAsync(AddDidKeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = DidRequestOptions.Check(request.Options);
        var key = await ReadKeyAsync(request.Key, cancellationToken).ConfigureAwait(false);
        var relationships = DidKeyUses.Read(options) ?? ControlledKey.GetUses(key.Type);
        await ChangeAsync(
            request.Did,
            _ => new DidKeyAddition(new(request.Key.Kid, key, relationships)),
            request.Options,
            cancellationToken).ConfigureAwait(false);
        return new();
    }

    public async Task<DidChangeResult> RemoveKeyAsync(RemoveDidKeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ChangeAsync(
            request.Did, did => new DidKeyRemoval(RequireKey(did, request.Kid).KeyId), request.Options, cancellationToken).ConfigureAwait(false);
        return new();
    }

    public async Task<ManagedDid> RotateKeyAsync(RemoveDidKeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var did = await directory.GetAsync(request.Did, cancellationToken).ConfigureAwait(false);
        var updater = providers.GetUpdater(did.Value.Provider);
        var before = did.Value.ToControlled();
        var old = RequireKey(before, request.Kid);
        var system = (await keyRing.FindAsync(old.KeyId, cancellationToken).ConfigureAwait(false))?.KeyManagementSystem;
        var fresh = await keyRing.CreateAsync(old.PublicKey.Type, system, cancellationToken).ConfigureAwait(false);
        var options = DidRequestOptions.Check(request.Options);
        var addition = new DidKeyAddition(new(fresh.KeyId, fresh.PublicKey, old.Relationships));
        var both = await updater.UpdateAsync(before, addition, options, keyRing, cancellationToken).ConfigureAwait(false);
        if (both.ControllerKeyId == old.KeyId)
        {
            both = both with { ControllerKeyId = fresh.KeyId };
        }

        var after = await updater.UpdateAsync(both, new DidKeyRemoval(old.KeyId), options, keyRing, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(did, after, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DidChangeResult> AddServiceAsync(AddDidServiceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var service = DidService.FromJson(request.Service);
        await ChangeAsync(request.Did, _ => new DidServiceAddition(service), request.Options, cancellationToken).ConfigureAwait(false);
        return new();
    }

    public async Task<DidChangeResult> RemoveServiceAsync(RemoveDidServiceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ChangeAsync(request.Did, _ => new DidServiceRemoval(request.Id), request.Options, cancellationToken).ConfigureAwait(false);
        return new();
    }

    private static ControlledKey RequireKey(ControlledDid did, string keyId) =>
        did.Keys.FirstOrDefault(key => key.KeyId == keyId) ?? throw KeyDirectory.NotFound();

    private async ValueTask<Crypto.PublicKey> ReadKeyAsync(DidKeyReference reference, CancellationToken cancellationToken)
    {
        if (await keyRing.FindAsync(reference.Kid, cancellationToken).ConfigureAwait(false) is { } own)
        {
            return own.PublicKey;
        }

        return reference is { Type: { } type, PublicKeyHex: { } hex }
            ? PublicKeyHex.Decode(KeyTypeNames.Parse(type), hex)
            : throw KeyDirectory.NotFound();
    }

    /// <summary>Adds a DID together with the keys that come with it, and tells of it.</summary>
    private async Task<ManagedDid> AddAsync(
        Func<ValueTask<DidRecord>> make, string? alias, CancellationToken cancellationToken)
    {
        DidRecord? made = null;
        ManagedDid added;
        try
        {
            added = await directory.AddAsync(async () => made = await make().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            throw await directory.ExplainAsync(exception, made?.Did, alias, cancellationToken).ConfigureAwait(false);
        }

        await events.PublishAsync(new DidCreated(added.Did, added.Provider), cancellationToken).ConfigureAwait(false);
        return added;
    }

    private async ValueTask<ManagedDid> ChangeAsync(
        string did, Func<ControlledDid, DidChange> change, JsonElement? requestOptions, CancellationToken cancellationToken)
    {
        var options = DidRequestOptions.Check(requestOptions);
        var before = await directory.GetAsync(did, cancellationToken).ConfigureAwait(false);
        var controlled = before.Value.ToControlled();
        var wanted = change(controlled);
        var after = DidRequestOptions.IsLocalOnly(options)
            ? controlled.With(wanted)
            : await providers.GetUpdater(before.Value.Provider)
                .UpdateAsync(controlled, wanted, options, keyRing, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(before, after, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ManagedDid> KeepAsync(Versioned<DidRecord> before, ControlledDid after, CancellationToken cancellationToken)
    {
        var record = DidRecord.Of(after, before.Value.Provider, before.Value.Alias);
        await directory.ChangeAsync(before, record, cancellationToken).ConfigureAwait(false);
        await ToldAsync(record.Did, cancellationToken).ConfigureAwait(false);
        return await directory.ToManagedAsync(record, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask ToldAsync(string did, CancellationToken cancellationToken)
    {
        (resolver as DidResolver)?.Forget(Did.Parse(did));
        return events.PublishAsync(new DidChanged(did), cancellationToken);
    }
}
