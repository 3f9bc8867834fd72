// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>The members of RSA keys (RFC 7518 §6.3), which stand in the same order in PKCS #1.</summary>
internal static class RsaJwk
{
    private static readonly string[] PublicMembers = ["n", "e"];
    private static readonly string[] PrivateMembers = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

    public static Jwk? Read(JsonElement json, KeyExportPolicy exportPolicy, JwkMetadata metadata, out JoseError? error)
    {
        if (json.TryGetProperty("oth", out _))
        {
            return JwkReader.Refuse("RSA keys of more than two primes are not supported.", out error);
        }

        if (ToPkcs1(json, PublicMembers, version: null) is not { } encoded
            || !PublicKey.TryImport(KeyType.Rsa, encoded, PublicKeyFormat.Raw, out var publicKey))
        {
            return JwkReader.Refuse("The members n and e are not a valid RSA key of 2048 bits or more.", out error);
        }

        if (RsaWeakness.HasRocaFingerprint(ModulusOf(json)))
        {
            return JwkReader.Refuse("The RSA key was made by a generator with a known weakness (CVE-2017-15361).", out error);
        }

        if (!PrivateMembers.AsSpan(2).ToArray().Any(name => json.TryGetProperty(name, out _)))
        {
            error = null;
            return new Jwk(publicKey, null, [], metadata);
        }

        return ToPkcs1(json, PrivateMembers, version: 0) is { } secret
            ? JwkReader.Pair(publicKey, secret, exportPolicy, metadata, out error)
            : JwkReader.Refuse("An RSA private key needs d, p, q, dp, dq and qi.", out error);
    }

    /// <summary>Writes the members of a key given in PKCS #1.</summary>
    public static void Write(Utf8JsonWriter writer, byte[] pkcs1, bool isPrivate)
    {
        var sequence = new AsnReader(pkcs1, AsnEncodingRules.DER).ReadSequence();
        if (isPrivate)
        {
            sequence.ReadInteger();
        }

        foreach (var name in isPrivate ? PrivateMembers : PublicMembers)
        {
            writer.WriteString(name, Base64Url.Encode(ReadUnsigned(sequence)));
        }
    }

    /// <summary>Writes the members of a thumbprint, in lexical order.</summary>
    public static void WriteRequired(Utf8JsonWriter writer, byte[] pkcs1)
    {
        var sequence = new AsnReader(pkcs1, AsnEncodingRules.DER).ReadSequence();
        var modulus = ReadUnsigned(sequence);
        writer.WriteString("e"u8, Base64Url.Encode(ReadUnsigned(sequence)));
        writer.WriteString("kty"u8, "RSA"u8);
        writer.WriteString("n"u8, Base64Url.Encode(modulus));
    }

    private static ReadOnlySpan<byte> ReadUnsigned(AsnReader sequence)
    {
        var integer = sequence.ReadIntegerBytes().Span;
        return integer.Length > 1 ? integer.TrimStart((byte)0) : integer;
    }

    private static BigInteger ModulusOf(JsonElement json) => new(JwkReader.Bytes(json, "n"), isUnsigned: true, isBigEndian: true);

    private static byte[]? ToPkcs1(JsonElement json, string[] members, int? version)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (version is { } number)
            {
                writer.WriteInteger(number);
            }

            foreach (var name in members)
            {
                // RFC 7518 §2, Base64urlUInt: no leading zero octets.
                if (JwkReader.Bytes(json, name) is not { } bytes || bytes[0] == 0)
                {
                    return null;
                }

                writer.WriteIntegerUnsigned(bytes);
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        return writer.Encode();
    }
}
