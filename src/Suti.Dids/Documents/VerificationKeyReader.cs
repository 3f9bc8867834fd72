// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Dids;

/// <summary>Finds the key in a verification method, in every form that documents have used since 2018.</summary>
internal static class VerificationKeyReader
{
    private const int MaxTextLength = 4096;

    private static readonly string[] Members =
    [
        "publicKeyMultibase", "publicKeyJwk", "publicKeyBase58", "publicKeyHex", "publicKeyBase64", "blockchainAccountId", "ethereumAddress",
    ];

    /// <summary>The types of key that stand behind types of verification methods whose key says nothing of its own type.</summary>
    private static readonly Dictionary<string, KeyType> TypesOfMethods = new(StringComparer.Ordinal)
    {
        ["Ed25519VerificationKey2018"] = KeyType.Ed25519,
        ["Ed25519VerificationKey2020"] = KeyType.Ed25519,
        ["ED25519SignatureVerification"] = KeyType.Ed25519,
        ["X25519KeyAgreementKey2019"] = KeyType.X25519,
        ["X25519KeyAgreementKey2020"] = KeyType.X25519,
        ["EcdsaSecp256k1VerificationKey2019"] = KeyType.Secp256k1,
        ["EcdsaSecp256k1RecoveryMethod2020"] = KeyType.Secp256k1,
        ["EcdsaPublicKeySecp256k1"] = KeyType.Secp256k1,
        ["Secp256k1VerificationKey2018"] = KeyType.Secp256k1,
        ["Secp256k1SignatureVerificationKey2018"] = KeyType.Secp256k1,
        ["EcdsaSecp256r1VerificationKey2019"] = KeyType.P256,
        ["P256Key2021"] = KeyType.P256,
        ["P384Key2021"] = KeyType.P384,
        ["P521Key2021"] = KeyType.P521,
    };

    public static bool TryRead(
        string type, JsonElement method, [NotNullWhen(true)] out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        key = null;
        string? found = null;
        JsonElement value = default;
        foreach (var name in Members)
        {
            if (!method.TryGetProperty(name, out var member))
            {
                continue;
            }

            if (found is not null)
            {
                // DID Core §5.2: not several properties for the same material. Two readers could take two keys.
                error = Invalid($"A verification method has both {found} and {name}.");
                return false;
            }

            (found, value) = (name, member);
        }

        if (found is null)
        {
            error = new(DidErrorCodes.UnsupportedPublicKeyType, $"A verification method of type {Shorten(type)} has no key in a known form.");
            return false;
        }

        return found == "publicKeyJwk" ? TryReadJwk(type, value, out key, out error) : TryReadText(type, found, value, out key, out error);
    }

    private static bool TryReadJwk(string type, JsonElement value, out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        key = null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            error = Invalid("The publicKeyJwk is not an object.");
            return false;
        }

        if (!Jwk.TryParse(JsonMarshal.GetRawUtf8Value(value), out var jwk, out var refusal))
        {
            error = Invalid($"The publicKeyJwk is refused: {refusal.Message}");
            return false;
        }

        using (jwk)
        {
            if (jwk.IsSecret || jwk.PublicKey is null)
            {
                error = Invalid("The publicKeyJwk holds a secret.");
                return false;
            }

            return TryAccept(type, jwk.PublicKey, out key, out error);
        }
    }

    private static bool TryReadText(
        string type, string member, JsonElement value, out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        key = null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 and <= MaxTextLength } text)
        {
            error = Invalid($"The {member} is not a string of reasonable length.");
            return false;
        }

        switch (member)
        {
            case "publicKeyMultibase":
                return MulticodecKeys.TryRead(text, out var publicKey, out error) && TryAccept(type, publicKey, out key, out error);
            case "blockchainAccountId":
                return TryReadAccount(text, out key, out error);
            case "ethereumAddress":
                return TryReadAccount("eip155:1:" + text, out key, out error);
            case "publicKeyBase58" when Base58.TryDecode(text, out var bytes):
                return TryImport(type, bytes, out key, out error);
            case "publicKeyHex" when Hex.TryDecode(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text, out var bytes):
                return TryImport(type, bytes, out key, out error);
            case "publicKeyBase64" when TryDecodeBase64(text, out var bytes):
                return TryImport(type, bytes, out key, out error);
            default:
                error = Invalid($"The {member} cannot be decoded.");
                return false;
        }
    }

    private static bool TryDecodeBase64(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var buffer = new byte[text.Length];
        bytes = Convert.TryFromBase64String(text, buffer, out var written) && Convert.ToBase64String(buffer, 0, written) == text
            ? buffer[..written]
            : null;
        return bytes is not null;
    }

    private static bool TryReadAccount(string text, out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        // Before 2021 CAIP-10 had the address first: 0x...@eip155:1.
        var at = text.IndexOf('@');
        var current = at < 0 ? text : $"{text[(at + 1)..]}:{text[..at]}";
        key = BlockchainAccount.TryParse(current, out var account) ? new VerificationKey(account) : null;
        error = key is null ? Invalid("The account is not in the form of CAIP-10.") : null;
        return key is not null;
    }

    private static bool TryImport(string type, byte[] bytes, out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        key = null;
        if (!TypesOfMethods.TryGetValue(type, out var keyType))
        {
            error = new(DidErrorCodes.UnsupportedPublicKeyType, $"The type {Shorten(type)} does not say which type of key it has.");
            return false;
        }

        var format = bytes is [4, ..] && keyType is not (KeyType.Ed25519 or KeyType.X25519) ? PublicKeyFormat.Uncompressed : PublicKeyFormat.Raw;
        key = PublicKey.TryImport(keyType, bytes, format, out var publicKey) ? new VerificationKey(publicKey) : null;
        error = key is null ? Invalid($"Not a valid {keyType} public key.") : null;
        return key is not null;
    }

    /// <summary>A key that names its own type must not contradict the type of its verification method.</summary>
    private static bool TryAccept(string type, PublicKey publicKey, out VerificationKey? key, [NotNullWhen(false)] out DidError? error)
    {
        var contradicts = TypesOfMethods.TryGetValue(type, out var expected) && expected != publicKey.Type;
        key = contradicts ? null : new VerificationKey(publicKey);
        error = contradicts ? Invalid($"A verification method of type {type} has a key of type {publicKey.Type}.") : null;
        return key is not null;
    }

    private static DidError Invalid(string message) => new(DidErrorCodes.InvalidPublicKey, message);

    private static string Shorten(string type) => type.Length <= 64 ? type : type[..64];
}
