// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// <c>PrivateKeyInfo</c> and <c>OneAsymmetricKey</c> (PKCS #8: RFC 5208 section 5, RFC 5958 section 2, RFC 8410
/// section 7).
/// </summary>
internal static class PrivateKeyInfo
{
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, out KeyType type, out ReadOnlySpan<byte> secret, out ReadOnlySpan<byte> publicKey)
    {
        type = default;
        secret = default;
        publicKey = default;
        var outer = new DerReader(bytes);
        if (!outer.TryRead(DerReader.Sequence, out var content) || !outer.AtEnd)
        {
            return false;
        }

        var reader = new DerReader(content);
        if (!reader.TryReadUnsigned(out var version)
            || version.Length != 1
            || version[0] > 1
            || !AlgorithmIdentifier.TryRead(ref reader, out type)
            || !reader.TryRead(DerReader.OctetString, out var privateKey))
        {
            return false;
        }

        // Attributes say nothing of the key; they only have to be well formed.
        if (reader.Is(DerReader.Context0) && !(reader.TryRead(DerReader.Context0, out var attributes) && AreElements(attributes)))
        {
            return false;
        }

        // Version 2 of the structure, which has the number 1, is the one with a public key.
        if (reader.Is(DerReader.Context1Primitive)
            && !(version[0] == 1 && reader.TryReadBits(DerReader.Context1Primitive, out publicKey) && !publicKey.IsEmpty))
        {
            return false;
        }

        return reader.AtEnd && TryReadSecret(type, privateKey, out secret, ref publicKey);
    }

    /// <summary>
    /// Writes version 1 of the structure. The size of the result is at most that of the parts and 128 bytes.
    /// </summary>
    public static void Prepend(ref DerWriter writer, KeyType type, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> point)
    {
        var start = writer.Length;
        if (WeierstrassCurve.Of(type) is not null)
        {
            EcPrivateKey.Prepend(ref writer, curve: null, secret, point);
        }
        else
        {
            writer.Prepend(secret);
            if (type != KeyType.Rsa)
            {
                writer.Enclose(DerReader.OctetString, start);
            }
        }

        writer.Enclose(DerReader.OctetString, start);
        writer.Prepend(AlgorithmIdentifier.Of(type));
        writer.PrependUnsigned([0]);
        writer.Enclose(DerReader.Sequence, start);
    }

    private static bool TryReadSecret(
        KeyType type, ReadOnlySpan<byte> privateKey, out ReadOnlySpan<byte> secret, scoped ref ReadOnlySpan<byte> publicKey)
    {
        if (type == KeyType.Rsa)
        {
            secret = privateKey;
            return true;
        }

        if (WeierstrassCurve.Of(type) is not null)
        {
            KeyType? curve = type;
            if (!EcPrivateKey.TryRead(privateKey, ref curve, out secret, out var inner))
            {
                return false;
            }

            // Where the point stands twice both must be the same; it is compared with the key afterwards.
            var agree = publicKey.IsEmpty || inner.IsEmpty || publicKey.SequenceEqual(inner);
            publicKey = publicKey.IsEmpty ? inner : publicKey;
            return agree;
        }

        // RFC 8410 section 7: a CurvePrivateKey, which is an octet string again.
        var reader = new DerReader(privateKey);
        return reader.TryRead(DerReader.OctetString, out secret) && reader.AtEnd;
    }

    private static bool AreElements(ReadOnlySpan<byte> content)
    {
        var reader = new DerReader(content);
        while (!reader.AtEnd)
        {
            if (!reader.TryRead(DerReader.Sequence, out _))
            {
                return false;
            }
        }

        return true;
    }
}
