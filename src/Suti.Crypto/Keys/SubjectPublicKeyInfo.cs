// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary><c>SubjectPublicKeyInfo</c> (RFC 5280 section 4.1).</summary>
internal static class SubjectPublicKeyInfo
{
    public static bool TryRead(ReadOnlySpan<byte> bytes, out KeyType type, out ReadOnlySpan<byte> publicKey)
    {
        type = default;
        publicKey = default;
        var outer = new DerReader(bytes);
        if (!outer.TryRead(DerReader.Sequence, out var content) || !outer.AtEnd)
        {
            return false;
        }

        var reader = new DerReader(content);
        return AlgorithmIdentifier.TryRead(ref reader, out type)
            && reader.TryReadBits(DerReader.BitString, out publicKey)
            && reader.AtEnd;
    }

    public static byte[] Write(KeyType type, ReadOnlySpan<byte> publicKey)
    {
        var writer = new DerWriter(new byte[publicKey.Length + 64]);
        writer.PrependBits(DerReader.BitString, publicKey);
        writer.Prepend(AlgorithmIdentifier.Of(type));
        writer.Enclose(DerReader.Sequence, 0);
        return writer.Written.ToArray();
    }
}
