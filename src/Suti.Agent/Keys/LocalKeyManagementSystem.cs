// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>Keeps private keys as sealed records of the space, and opens each for as long as one operation takes.</summary>
internal sealed class LocalKeyManagementSystem(string name, SpaceRecords records, RandomSource random) : IKeyManagementSystem
{
    public string Name => name;

    private RecordSet<LocalKeyRecord> Keys => records.Of(LocalKeyRecord.Kind);

    public bool Supports(KeyType type) =>
        type is KeyType.Ed25519 or KeyType.X25519 or KeyType.Secp256k1 or KeyType.P256 or KeyType.P384;

    public async ValueTask<IKeyHandle> CreateAsync(KeyType type, KeyCreationOptions options, CancellationToken cancellationToken = default)
    {
        RequireSupport(type);
        using var key = PrivateKey.Generate(type, KeyExportPolicy.AllowExport, random);
        return await KeepAsync(key, options, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IKeyHandle> ImportAsync(
        PrivateKey key, KeyCreationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireSupport(key.Type);
        return await KeepAsync(key, options, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IKeyHandle?> OpenAsync(string keyId, CancellationToken cancellationToken = default) =>
        await Keys.GetAsync(keyId, cancellationToken).ConfigureAwait(false) is { } found
            ? new LocalKeyHandle(this, found.Value.Kid, PublicKeyHex.Decode(KeyTypeNames.Parse(found.Value.Type), found.Value.PublicKeyHex), Clear(found.Value))
            : null;

    public async ValueTask<bool> DeleteAsync(string keyId, CancellationToken cancellationToken = default)
    {
        if (await Keys.GetAsync(keyId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return false;
        }

        Clear(found.Value);
        await Keys.DeleteAsync(keyId, found.Version, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The private key, for one operation. Who gets it disposes of it.</summary>
    internal async ValueTask<PrivateKey> OpenPrivateAsync(string keyId, bool isExport, CancellationToken cancellationToken)
    {
        var record = await Keys.GetAsync(keyId, cancellationToken).ConfigureAwait(false) is { } found
            ? found.Value
            : throw new SutiException(KeyErrorCodes.NotFound, "Key not found");
        try
        {
            return !isExport || record.IsExportable
                ? PrivateKey.Import(
                    KeyTypeNames.Parse(record.Type), record.Secret, PrivateKeyFormat.Raw, isExport ? KeyExportPolicy.AllowExport : KeyExportPolicy.None)
                : throw new NotSupportedException("This key may not be exported.");
        }
        finally
        {
            Clear(record);
        }
    }

    private static bool Clear(LocalKeyRecord record)
    {
        CryptographicOperations.ZeroMemory(record.Secret);
        return record.IsExportable;
    }

    private async ValueTask<IKeyHandle> KeepAsync(PrivateKey key, KeyCreationOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var publicKeyHex = PublicKeyHex.Encode(key.PublicKey);
        var record = new LocalKeyRecord
        {
            Kid = options.KeyId ?? publicKeyHex,
            Type = KeyTypeNames.Get(key.Type),
            PublicKeyHex = publicKeyHex,
            Secret = key.Export(PrivateKeyFormat.Raw),
            IsExportable = options.ExportPolicy == KeyExportPolicy.AllowExport,
        };
        try
        {
            await Keys.PutAsync(record, expectedVersion: 0, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            throw new SutiException(KeyErrorCodes.Exists, "There is a key of this id already.", exception);
        }
        finally
        {
            Clear(record);
        }

        return new LocalKeyHandle(this, record.Kid, key.PublicKey, record.IsExportable);
    }

    private void RequireSupport(KeyType type)
    {
        if (!Supports(type))
        {
            throw new NotSupportedException($"The key management system \"{name}\" keeps no {type} keys.");
        }
    }
}
