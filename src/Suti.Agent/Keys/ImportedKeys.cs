// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Agent;

/// <summary>Reads the private key of an import. Nothing of it reaches a message.</summary>
internal static class ImportedKeys
{
    public static PrivateKey Read(ImportKeyRequest request)
    {
        var forms = (request.PrivateKeyHex is null ? 0 : 1) + (request.PrivateKeyJwk is null ? 0 : 1) + (request.PrivateKeyPem is null ? 0 : 1);
        if (forms != 1 || (request.PrivateKeyHex is not null && request.Type is null))
        {
            throw new SutiException(
                AgentErrorCodes.InvalidArgument,
                "invalid_argument: type and privateKeyHex are required to import a key, or one of privateKeyJwk and privateKeyPem");
        }

        var key = request.PrivateKeyHex is { } hex ? ReadHex(request.Type!, hex)
            : request.PrivateKeyPem is { } pem ? ReadPem(pem)
            : ReadJwk(request.PrivateKeyJwk!.Value);
        if (request.Type is not null && KeyTypeNames.Parse(request.Type) != key.Type)
        {
            key.Dispose();
            throw Invalid();
        }

        return key;
    }

    private static PrivateKey ReadHex(string typeName, string hex)
    {
        var type = KeyTypeNames.Parse(typeName);
        if (!Hex.TryDecode(hex.StartsWith("0x", StringComparison.Ordinal) ? hex.AsSpan(2) : hex, out var bytes))
        {
            throw Invalid();
        }

        try
        {
            // Veramo keeps Ed25519 keys as libsodium does: the seed, then the public key.
            var hasPublicKey = type == KeyType.Ed25519 && bytes.Length == 64;
            if (!PrivateKey.TryImport(
                type, hasPublicKey ? bytes.AsSpan(0, 32) : bytes, PrivateKeyFormat.Raw, KeyExportPolicy.AllowExport, out var key))
            {
                throw Invalid();
            }

            if (hasPublicKey && !key.PublicKey.Raw.SequenceEqual(bytes.AsSpan(32)))
            {
                key.Dispose();
                throw Invalid();
            }

            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static PrivateKey ReadPem(string pem) =>
        PrivateKey.TryImportPem(pem, KeyExportPolicy.AllowExport, out var key) ? key : throw Invalid();

    private static PrivateKey ReadJwk(JsonElement json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json.GetRawText());
        try
        {
            return Jwk.TryParse(utf8, out var jwk, out _, KeyExportPolicy.AllowExport) && jwk.PrivateKey is { } key ? key : throw Invalid();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    private static SutiException Invalid() => new(KeyErrorCodes.Invalid, "invalid_argument: This is not a private key of the type.");
}
