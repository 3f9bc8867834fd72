// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Jose;

namespace Suti.Agent;

/// <summary>The keys of one space.</summary>
internal sealed class KeyManager(KeyDirectory directory, SpaceRecords records) : IKeyManager
{
    private static readonly JwePolicy DecryptionPolicy = new()
    {
        Algorithms = [JweAlgorithm.EcdhEs, JweAlgorithm.EcdhEsA128KW, JweAlgorithm.EcdhEsA192KW, JweAlgorithm.EcdhEsA256KW, JweAlgorithm.EcdhEsXc20PKW],
    };

    public Task<string[]> GetKeyManagementSystemsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(directory.SystemNames.ToArray());

    public async Task<ManagedKey> CreateAsync(CreateKeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var record = await directory.CreateAsync(
            KeyTypeNames.Parse(request.Type), request.Kms, OptionsOf(request.Kid, request.Exportable), CheckMeta(request.Meta), cancellationToken).ConfigureAwait(false);
        return ToManaged(record);
    }

    public async Task<ManagedKey> GetAsync(KeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ToManaged(await directory.GetAsync(request.Kid, cancellationToken).ConfigureAwait(false));
    }

    public async Task<ManagedKey[]> ListAsync(ListKeysRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var filters = new List<RecordFilter>();
        if (request.Kms is not null)
        {
            filters.Add(RecordFilter.Equal(KeyRecord.Kind["kms"], request.Kms));
        }

        if (request.Type is not null)
        {
            filters.Add(RecordFilter.Equal(KeyRecord.Kind["type"], request.Type));
        }

        var keys = await directory.Keys.FindAsync(RecordFilter.All(filters), cancellationToken).ConfigureAwait(false);
        return [.. keys.Select(ToManaged)];
    }

    public async Task<bool> DeleteAsync(KeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = await directory.GetAsync(request.Kid, cancellationToken).ConfigureAwait(false);
        var users = await records.Of(DidRecord.Kind)
            .CountAsync(RecordFilter.Equal(DidRecord.Kind["key_id"], key.Kid), cancellationToken).ConfigureAwait(false);
        if (users > 0)
        {
            throw new SutiException(KeyErrorCodes.InUse, "illegal_argument: A managed DID uses this key. Remove it there first.");
        }

        await directory.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<ManagedKey> ImportAsync(ImportKeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var key = ImportedKeys.Read(request);
        var record = await directory.ImportAsync(
            key, request.Kms, OptionsOf(request.Kid, request.Exportable), CheckMeta(request.Meta), cancellationToken).ConfigureAwait(false);
        return ToManaged(record);
    }

    public async Task<string> SignAsync(SignRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await SignAsync(request.KeyRef, request.Algorithm, SignedData.Read(request.Data, request.Encoding), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> ComputeSharedSecretAsync(SharedSecretRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var agreement = await OpenAgreementAsync(request.SecretKeyRef, cancellationToken).ConfigureAwait(false);
        var peer = ReadPeer(request.PublicKey);
        if (peer.Type != agreement.PublicKey.Type)
        {
            throw new SutiException(
                KeyErrorCodes.NotUsable, "invalid_argument: the key types have to match to be able to compute a shared secret");
        }

        var secret = await agreement.AgreeAsync(peer, cancellationToken).ConfigureAwait(false);
        try
        {
            return Hex.Encode(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    public async Task<string> EncryptJweAsync(EncryptJweRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var recipient = ReadPeer(request.To);
        if (recipient.Type != KeyType.X25519)
        {
            throw new SutiException(KeyErrorCodes.NotUsable, "not_supported: The recipient public key type is not supported");
        }

        var jwe = await Jwe.EncryptJsonAsync(
            Encoding.UTF8.GetBytes(request.Data),
            [JweRecipient.FromPublicKey(recipient, JweAlgorithm.EcdhEsA256KW, request.To.Kid)],
            new JweOptions { Encryption = JweEncryption.Xc20P },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(jwe);
    }

    public async Task<string> DecryptJweAsync(DecryptJweRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Jwe.TryParseJson(Encoding.UTF8.GetBytes(request.Data), out var jwe, out var error))
        {
            throw error.ToException();
        }

        var agreement = await OpenAgreementAsync(request.Kid, cancellationToken).ConfigureAwait(false);
        using var key = JweKey.FromAgreement(agreement);
        var result = await jwe.DecryptAsync(key, DecryptionPolicy, cancellationToken).ConfigureAwait(false);
        return result.IsDecrypted ? Encoding.UTF8.GetString(result.Plaintext!) : throw result.Error!.ToException();
    }

    public async Task<string> SignJwtAsync(SignJwtRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await SignAsync(request.Kid, null, SignedData.Read(request.Data), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> SignEthereumTransactionAsync(
        SignEthereumTransactionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var transaction = EthereumTransactionJson.Read(request.Transaction);
        var key = await directory.GetAsync(request.Kid, cancellationToken).ConfigureAwait(false);
        if (request.Transaction.TryGetProperty("from", out var from)
            && from.ValueKind == JsonValueKind.String
            && (key.Type != "Secp256k1"
                || !Address.TryParse(from.GetString(), out var sender)
                || sender != Address.FromPublicKey(key.PublicKey)))
        {
            throw new SutiException(
                AgentErrorCodes.InvalidArgument,
                "invalid_arguments: keyManagerSignEthTX `from` field does not match the chosen key. `from` field should be omitted.");
        }

        return await SignAsync(request.Kid, "eth_signTransaction", transaction.EncodeUnsigned(), cancellationToken).ConfigureAwait(false);
    }

    internal static ManagedKey ToManaged(KeyRecord record)
    {
        var meta = record.Meta is { } noted ? JsonObject.Create(noted)! : [];
        meta["algorithms"] = new JsonArray([.. KeyAlgorithms.Of(KeyTypeNames.Parse(record.Type)).Select(static name => JsonValue.Create(name))]);
        return new()
        {
            Kid = record.Kid,
            Kms = record.Kms,
            Type = record.Type,
            PublicKeyHex = record.PublicKeyHex,
            Meta = JsonSerializer.SerializeToElement(meta, AgentJson.Default.JsonObject),
        };
    }

    private static KeyCreationOptions OptionsOf(string? keyId, bool exportable) => new()
    {
        KeyId = keyId is null or { Length: > 0 and <= 512 }
            ? keyId
            : throw new SutiException(AgentErrorCodes.InvalidArgument, "/kid must have 1 to 512 characters."),
        ExportPolicy = exportable ? KeyExportPolicy.AllowExport : KeyExportPolicy.None,
    };

    private static JsonElement? CheckMeta(JsonElement? meta) => meta switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Object } => meta.Value.Clone(),
        _ => throw new SutiException(AgentErrorCodes.InvalidArgument, "/meta must be an object."),
    };

    private static PublicKey ReadPeer(PublicKeyReference reference)
    {
        var key = PublicKeyHex.Decode(KeyTypeNames.Parse(reference.Type), reference.PublicKeyHex);
        return key.Type == KeyType.Ed25519 ? SignatureAlgorithm.Ed25519.ToX25519(key) : key;
    }

    private async ValueTask<IKeyAgreement> OpenAgreementAsync(string keyId, CancellationToken cancellationToken)
    {
        var key = await directory.GetAsync(keyId, cancellationToken).ConfigureAwait(false);
        var handle = await directory.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        return handle.Agreement ?? throw new SutiException(
            KeyErrorCodes.NotUsable, $"not_supported: can't compute shared secret for type={key.Type}");
    }

    private async ValueTask<string> SignAsync(string keyId, string? algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var key = await directory.GetAsync(keyId, cancellationToken).ConfigureAwait(false);
        var handle = await directory.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        var type = handle.PublicKey.Type;
        if (type == KeyType.Secp256k1 && EthereumKeySigner.IsAlgorithm(algorithm))
        {
            return await EthereumKeySigner.SignAsync(handle, algorithm!, data, cancellationToken).ConfigureAwait(false);
        }

        if (KeyAlgorithms.FindJose(type, algorithm) is not { } jose || handle.Signer is not { } signer || !signer.CanSign(jose))
        {
            throw new SutiException(KeyErrorCodes.NotUsable, $"not_supported: Cannot sign {algorithm} using key of type {key.Type}");
        }

        return Base64Url.Encode(await signer.SignAsync(jose, data, cancellationToken).ConfigureAwait(false));
    }
}
