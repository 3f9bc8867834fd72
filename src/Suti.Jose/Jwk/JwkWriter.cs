// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Writes a JWK as JSON.</summary>
internal static class JwkWriter
{
    public static string Write(Jwk key)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, JoseJsonWriting.Options))
        {
            Write(writer, key);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, Jwk key)
    {
        writer.WriteStartObject();
        WriteKey(writer, key);
        WriteMetadata(writer, key.Metadata);
        writer.WriteEndObject();
    }

    /// <summary>The required members alone, in lexical order and without white space (RFC 7638 §3).</summary>
    public static byte[] ThumbprintInput(Jwk key)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, JoseJsonWriting.Options))
        {
            writer.WriteStartObject();
            WriteRequired(writer, key);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRequired(Utf8JsonWriter writer, Jwk key)
    {
        if (key.PublicKey is not { } publicKey)
        {
            writer.WriteString("k"u8, Base64Url.Encode(key.Secret));
            writer.WriteString("kty"u8, "oct"u8);
            return;
        }

        if (publicKey.Type == KeyType.Rsa)
        {
            RsaJwk.WriteRequired(writer, publicKey.Raw.ToArray());
            return;
        }

        writer.WriteString("crv"u8, JwkCurves.Name(publicKey.Type));
        writer.WriteString("kty"u8, IsOctetKeyPair(publicKey) ? "OKP"u8 : "EC"u8);
        WriteCoordinates(writer, publicKey);
    }

    private static void WriteKey(Utf8JsonWriter writer, Jwk key)
    {
        if (key.PublicKey is not { } publicKey)
        {
            writer.WriteString("kty"u8, "oct"u8);
            writer.WriteString("k"u8, Base64Url.Encode(key.Secret));
            return;
        }

        var secret = key.PrivateKey?.Export(PrivateKeyFormat.Raw);
        if (publicKey.Type == KeyType.Rsa)
        {
            writer.WriteString("kty"u8, "RSA"u8);
            RsaJwk.Write(writer, secret ?? publicKey.Raw.ToArray(), isPrivate: secret is not null);
        }
        else
        {
            writer.WriteString("kty"u8, IsOctetKeyPair(publicKey) ? "OKP"u8 : "EC"u8);
            writer.WriteString("crv"u8, JwkCurves.Name(publicKey.Type));
            WriteCoordinates(writer, publicKey);
            if (secret is not null)
            {
                writer.WriteString("d"u8, Base64Url.Encode(secret));
            }
        }

        CryptographicOperations.ZeroMemory(secret);
    }

    private static void WriteCoordinates(Utf8JsonWriter writer, PublicKey key)
    {
        if (IsOctetKeyPair(key))
        {
            writer.WriteString("x"u8, Base64Url.Encode(key.Raw));
            return;
        }

        var point = key.Export(PublicKeyFormat.Uncompressed).AsSpan(1);
        writer.WriteString("x"u8, Base64Url.Encode(point[..(point.Length / 2)]));
        writer.WriteString("y"u8, Base64Url.Encode(point[(point.Length / 2)..]));
    }

    private static void WriteMetadata(Utf8JsonWriter writer, JwkMetadata metadata)
    {
        JoseJsonWriting.WriteText(writer, "kid", metadata.KeyId);
        JoseJsonWriting.WriteText(writer, "use", metadata.Use);
        JoseJsonWriting.WriteText(writer, "alg", metadata.Algorithm);
        if (metadata.KeyOperations is { } operations)
        {
            writer.WriteStartArray("key_ops"u8);
            foreach (var operation in operations)
            {
                writer.WriteStringValue(operation);
            }

            writer.WriteEndArray();
        }

        JoseJsonWriting.WriteMembers(writer, metadata.Additional);
    }

    private static bool IsOctetKeyPair(PublicKey key) => key.Type is KeyType.Ed25519 or KeyType.X25519;
}
