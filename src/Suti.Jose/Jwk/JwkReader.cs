// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Reads a JWK out of a strict JSON object.</summary>
internal static class JwkReader
{
    public const int MaxSize = 64 << 10;

    private static readonly HashSet<string> ReadMembers = new(StringComparer.Ordinal)
    {
        "kty", "crv", "x", "y", "d", "n", "e", "p", "q", "dp", "dq", "qi", "oth", "k", "kid", "alg", "use", "key_ops",
    };

    private static readonly string[] Strings = ["kty", "crv", "kid", "alg", "use"];

    public static Jwk? Read(JsonElement json, KeyExportPolicy exportPolicy, out JoseError? error)
    {
        foreach (var name in Strings)
        {
            if (json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.String)
            {
                error = JoseErrors.MemberType(name);
                return null;
            }
        }

        var metadata = ReadMetadata(json, out error);
        if (metadata is null)
        {
            return null;
        }

        return Text(json, "kty") switch
        {
            "EC" => ReadCurve(json, CurveOf(Text(json, "crv")), exportPolicy, metadata, out error),
            "OKP" => ReadOctetKeyPair(json, exportPolicy, metadata, out error),
            "RSA" => RsaJwk.Read(json, exportPolicy, metadata, out error),
            "oct" => ReadSecret(json, metadata, out error),
            _ => Refuse("The kty is missing or not supported.", out error),
        };
    }

    /// <summary>Reads a member of base64url that has exactly <paramref name="size"/> bytes; any number of them when it is 0.</summary>
    public static byte[]? Bytes(JsonElement json, string name, int size = 0) =>
        json.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
        && Base64Url.TryDecode(member.GetString(), out var bytes)
        && bytes.Length > 0
        && (size == 0 || bytes.Length == size)
            ? bytes
            : null;

    public static Jwk? Refuse(string what, out JoseError? error)
    {
        error = JoseErrors.KeyInvalid(what);
        return null;
    }

    /// <summary>Makes the JWK of a key pair whose halves must belong together.</summary>
    public static Jwk? Pair(PublicKey publicKey, byte[] secret, KeyExportPolicy exportPolicy, JwkMetadata metadata, out JoseError? error)
    {
        try
        {
            if (!PrivateKey.TryImport(publicKey.Type, secret, PrivateKeyFormat.Raw, exportPolicy, out var privateKey))
            {
                return Refuse("The private key is not a valid one.", out error);
            }

            if (!privateKey.PublicKey.Equals(publicKey))
            {
                privateKey.Dispose();
                return Refuse("The private key is not the one of the public key beside it.", out error);
            }

            error = null;
            return new Jwk(publicKey, privateKey, [], metadata);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static Jwk? ReadCurve(JsonElement json, KeyType? type, KeyExportPolicy exportPolicy, JwkMetadata metadata, out JoseError? error)
    {
        if (type is not { } curve)
        {
            return Refuse("The crv is missing or not supported.", out error);
        }

        var size = JwkCurves.CoordinateSize(curve);
        if (Bytes(json, "x", size) is not { } x || Bytes(json, "y", size) is not { } y)
        {
            return Refuse($"The coordinates x and y must be base64url of exactly {size} bytes.", out error);
        }

        return PublicKey.TryImport(curve, [4, .. x, .. y], PublicKeyFormat.Uncompressed, out var publicKey)
            ? WithPrivate(json, publicKey, size, exportPolicy, metadata, out error)
            : Refuse("The point is not on its curve.", out error);
    }

    private static Jwk? ReadOctetKeyPair(JsonElement json, KeyExportPolicy exportPolicy, JwkMetadata metadata, out JoseError? error)
    {
        if (JwkCurves.OctetKeyPairType(Text(json, "crv")) is not { } type)
        {
            return Refuse("The crv is missing or not supported.", out error);
        }

        if (Bytes(json, "x", 32) is not { } x)
        {
            return Refuse("The member x must be base64url of exactly 32 bytes.", out error);
        }

        if (json.TryGetProperty("y", out _))
        {
            return Refuse("A key of kty OKP has no y.", out error);
        }

        return PublicKey.TryImport(type, x, PublicKeyFormat.Raw, out var publicKey)
            ? WithPrivate(json, publicKey, 32, exportPolicy, metadata, out error)
            : Refuse("The public key is not a valid one.", out error);
    }

    private static Jwk? WithPrivate(
        JsonElement json, PublicKey publicKey, int size, KeyExportPolicy exportPolicy, JwkMetadata metadata, out JoseError? error)
    {
        if (!json.TryGetProperty("d", out _))
        {
            error = null;
            return new Jwk(publicKey, null, [], metadata);
        }

        return Bytes(json, "d", size) is { } secret
            ? Pair(publicKey, secret, exportPolicy, metadata, out error)
            : Refuse($"The member d must be base64url of exactly {size} bytes.", out error);
    }

    private static Jwk? ReadSecret(JsonElement json, JwkMetadata metadata, out JoseError? error)
    {
        if (Bytes(json, "k") is not { } secret)
        {
            return Refuse("The member k must be base64url of one byte or more.", out error);
        }

        error = null;
        return new Jwk(null, null, secret, metadata);
    }

    private static JwkMetadata? ReadMetadata(JsonElement json, out JoseError? error)
    {
        List<string>? operations = null;
        if (json.TryGetProperty("key_ops", out var member))
        {
            if (member.ValueKind != JsonValueKind.Array || member.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                error = JoseErrors.MemberType("key_ops");
                return null;
            }

            operations = [.. member.EnumerateArray().Select(item => item.GetString()!)];
            if (operations.Distinct(StringComparer.Ordinal).Count() != operations.Count)
            {
                // RFC 7517 §4.3
                error = JoseErrors.KeyInvalid("key_ops has the same value twice.");
                return null;
            }
        }

        var additional = new JsonObject();
        foreach (var property in json.EnumerateObject().Where(property => !ReadMembers.Contains(property.Name)))
        {
            additional[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }

        error = null;
        return new JwkMetadata
        {
            KeyId = Text(json, "kid"),
            Algorithm = Text(json, "alg"),
            Use = Text(json, "use"),
            KeyOperations = operations,
            Additional = additional,
        };
    }

    private static KeyType? CurveOf(string? name) => JwkCurves.EllipticCurveType(name);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) ? member.GetString() : null;
}
