// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary><c>ECPrivateKey</c> (RFC 5915 section 3, SEC 1 appendix C.4).</summary>
internal static class EcPrivateKey
{
    /// <summary>
    /// Reads the number and, where they stand there, the point; a curve that stands there must be the expected one.
    /// </summary>
    /// <param name="bytes">The whole structure.</param>
    /// <param name="type">The curve where that is known from around the structure; else it must stand inside.</param>
    /// <param name="secret">The number.</param>
    /// <param name="publicKey">The point, or nothing.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, scoped ref KeyType? type, out ReadOnlySpan<byte> secret, out ReadOnlySpan<byte> publicKey)
    {
        secret = default;
        publicKey = default;
        var outer = new DerReader(bytes);
        if (!outer.TryRead(DerReader.Sequence, out var content) || !outer.AtEnd)
        {
            return false;
        }

        var reader = new DerReader(content);
        if (!reader.TryReadNumber(1) || !reader.TryRead(DerReader.OctetString, out secret))
        {
            return false;
        }

        if (reader.Is(DerReader.Context0) && !(reader.TryRead(DerReader.Context0, out var curve) && TryReadCurve(curve, ref type)))
        {
            return false;
        }

        if (reader.Is(DerReader.Context1) && !TryReadPublicKey(ref reader, out publicKey))
        {
            return false;
        }

        return reader.AtEnd && type is not null;
    }

    /// <summary>Puts the structure before what is written. Inside of PKCS #8 the curve stands outside.</summary>
    public static void Prepend(ref DerWriter writer, KeyType? curve, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> point)
    {
        var start = writer.Length;
        writer.PrependBits(DerReader.BitString, point);
        writer.Enclose(DerReader.Context1, start);
        if (curve is { } type)
        {
            var since = writer.Length;
            writer.Prepend(AlgorithmIdentifier.CurveOf(type));
            writer.Enclose(DerReader.Context0, since);
        }

        var beforeSecret = writer.Length;
        writer.Prepend(secret);
        writer.Enclose(DerReader.OctetString, beforeSecret);
        writer.PrependUnsigned([1]);
        writer.Enclose(DerReader.Sequence, start);
    }

    private static bool TryReadCurve(ReadOnlySpan<byte> parameters, ref KeyType? type)
    {
        for (var candidate = KeyType.Secp256k1; candidate <= KeyType.P521; candidate++)
        {
            if (parameters.SequenceEqual(AlgorithmIdentifier.CurveOf(candidate)))
            {
                type ??= candidate;
                return type == candidate;
            }
        }

        return false;
    }

    private static bool TryReadPublicKey(scoped ref DerReader reader, out ReadOnlySpan<byte> publicKey)
    {
        publicKey = default;
        if (!reader.TryRead(DerReader.Context1, out var content))
        {
            return false;
        }

        var inner = new DerReader(content);
        return inner.TryReadBits(DerReader.BitString, out publicKey) && !publicKey.IsEmpty && inner.AtEnd;
    }
}
