// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Agent;

/// <summary>The keys of a space, and the key management systems that hold them.</summary>
internal sealed class KeyDirectory(SpaceRecords records, IEnumerable<IKeyManagementSystem> systems)
{
    private readonly IKeyManagementSystem[] _systems = [.. systems];
    private readonly RecordSet<KeyRecord> _keys = records.Of(KeyRecord.Kind);

    public IEnumerable<string> SystemNames => _systems.Select(static system => system.Name);

    public RecordSet<KeyRecord> Keys => _keys;

    /// <summary>The key management system of a name; the first one when none is named.</summary>
    public IKeyManagementSystem GetSystem(string? name)
    {
        var found = name is null ? _systems.FirstOrDefault() : Array.Find(_systems, system => system.Name == name);
        return found ?? throw new SutiException(
            KeyErrorCodes.UnknownSystem,
            name is null
                ? "invalid_argument: This agent has no registered KeyManagementSystem"
                : $"invalid_argument: This agent has no registered KeyManagementSystem with name='{name}'");
    }

    public async ValueTask<KeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) =>
        await _keys.GetAsync(keyId, cancellationToken).ConfigureAwait(false) is { } found ? found.Value : null;

    public async ValueTask<KeyRecord> GetAsync(string keyId, CancellationToken cancellationToken) =>
        await FindAsync(keyId, cancellationToken).ConfigureAwait(false) ?? throw NotFound();

    /// <summary>Opens a key in its key management system.</summary>
    public async ValueTask<IKeyHandle> OpenAsync(KeyRecord key, CancellationToken cancellationToken) =>
        await GetSystem(key.Kms).OpenAsync(key.Kid, cancellationToken).ConfigureAwait(false)
        ?? throw new SutiException(KeyErrorCodes.NotFound, $"key_not_found: No key entry found for kid={key.Kid}");

    public async ValueTask<KeyRecord> CreateAsync(
        KeyType type, string? systemName, KeyCreationOptions options, System.Text.Json.JsonElement? meta, CancellationToken cancellationToken)
    {
        var system = GetSystem(systemName);
        if (!system.Supports(type))
        {
            throw new SutiException(KeyErrorCodes.Unsupported, $"not_supported: Key type not supported: {KeyTypeNames.Get(type)}");
        }

        await RequireFreeAsync(options.KeyId, cancellationToken).ConfigureAwait(false);
        return await RecordAsync(system, () => system.CreateAsync(type, options, cancellationToken), meta, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<KeyRecord> ImportAsync(
        PrivateKey key, string? systemName, KeyCreationOptions options, System.Text.Json.JsonElement? meta, CancellationToken cancellationToken)
    {
        var system = GetSystem(systemName);
        if (!system.Supports(key.Type))
        {
            throw new SutiException(KeyErrorCodes.Unsupported, $"not_supported: Key type not supported: {KeyTypeNames.Get(key.Type)}");
        }

        // Importing a key again is fine: it is the same key under the same id.
        var keyId = options.KeyId ?? PublicKeyHex.Encode(key.PublicKey);
        if (await FindAsync(keyId, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known.Kms == system.Name && known.PublicKeyHex == PublicKeyHex.Encode(key.PublicKey)
                ? known
                : throw Exists();
        }

        return await RecordAsync(system, () => system.ImportAsync(key, options, cancellationToken), meta, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a key, here and in its key management system.</summary>
    public async ValueTask DeleteAsync(KeyRecord key, CancellationToken cancellationToken) => await records.TogetherAsync(
        async _ =>
        {
            var isDeleted = await GetSystem(key.Kms).DeleteAsync(key.Kid, cancellationToken).ConfigureAwait(false);
            await _keys.DeleteAsync(key.Kid, cancellationToken: cancellationToken).ConfigureAwait(false);
            return isDeleted;
        },
        cancellationToken).ConfigureAwait(false);

    public static SutiException NotFound() => new(KeyErrorCodes.NotFound, "Key not found");

    public static SutiException Exists(Exception? cause = null) =>
        new(KeyErrorCodes.Exists, "illegal_argument: There is another key of this id already.", cause);

    /// <summary>A key management system says by an exception what it does not do; callers on the wire need a code.</summary>
    private static async ValueTask<IKeyHandle> UseAsync(Func<ValueTask<IKeyHandle>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (NotSupportedException exception)
        {
            throw new SutiException(KeyErrorCodes.Unsupported, $"not_supported: {exception.Message}", exception);
        }
    }

    private async ValueTask RequireFreeAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (keyId is not null && await FindAsync(keyId, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw Exists();
        }
    }

    /// <summary>Makes a key in its key management system, and notes it. A local one writes both at once.</summary>
    private async ValueTask<KeyRecord> RecordAsync(
        IKeyManagementSystem system, Func<ValueTask<IKeyHandle>> make, System.Text.Json.JsonElement? meta, CancellationToken cancellationToken)
    {
        try
        {
            return await records.TogetherAsync(
                async unit =>
                {
                    var before = unit.Count;
                    var handle = await UseAsync(make).ConfigureAwait(false);
                    if (unit.Count == before)
                    {
                        // It keeps its keys elsewhere. No key may stay behind there that nobody can find.
                        unit.OnFailure(async () => await system.DeleteAsync(handle.KeyId, CancellationToken.None).ConfigureAwait(false));
                    }

                    var record = new KeyRecord
                    {
                        Kid = handle.KeyId,
                        Kms = system.Name,
                        Type = KeyTypeNames.Get(handle.PublicKey.Type),
                        PublicKeyHex = PublicKeyHex.Encode(handle.PublicKey),
                        PublicKey = handle.PublicKey,
                        Meta = meta,
                    };
                    await _keys.PutAsync(record, expectedVersion: 0, cancellationToken).ConfigureAwait(false);
                    return record;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            throw Exists(exception);
        }
    }
}
