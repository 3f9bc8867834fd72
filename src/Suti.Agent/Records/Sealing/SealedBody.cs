// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>
/// The form of a sealed body: a format byte, the id of the data key (8 bytes), a nonce of 24 bytes, the ciphertext and a tag of 16
/// bytes. The head and the identity of the record are authenticated with it (XChaCha20-Poly1305).
/// </summary>
internal static class SealedBody
{
    private const byte Format = 1;
    private const int HeadSize = 1 + sizeof(ulong);

    private static readonly AeadAlgorithm Aead = AeadAlgorithm.XChaCha20Poly1305;

    internal static byte[] Seal(ulong keyId, ReadOnlySpan<byte> key, RecordIdentity record, ReadOnlySpan<byte> body, RandomSource random)
    {
        var whole = new byte[HeadSize + Aead.NonceSize + body.Length + Aead.TagSize];
        whole[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(whole.AsSpan(1), keyId);
        var nonce = whole.AsSpan(HeadSize, Aead.NonceSize);
        random.Fill(nonce);
        var rest = whole.AsSpan(HeadSize + Aead.NonceSize);
        Aead.Encrypt(key, nonce, record.ToAssociatedData(whole.AsSpan(0, HeadSize)), body, rest[..body.Length], rest[body.Length..]);
        return whole;
    }

    /// <summary>The id of the data key that a body was sealed with.</summary>
    internal static ulong ReadKeyId(ReadOnlySpan<byte> whole) =>
        whole.Length >= HeadSize + Aead.NonceSize + Aead.TagSize && whole[0] == Format
            ? BinaryPrimitives.ReadUInt64BigEndian(whole[1..])
            : throw Corrupted();

    internal static byte[] Open(ReadOnlySpan<byte> key, RecordIdentity record, ReadOnlySpan<byte> whole)
    {
        var rest = whole[(HeadSize + Aead.NonceSize)..];
        var body = new byte[rest.Length - Aead.TagSize];
        return Aead.TryDecrypt(
            key,
            whole.Slice(HeadSize, Aead.NonceSize),
            record.ToAssociatedData(whole[..HeadSize]),
            rest[..body.Length],
            rest[body.Length..],
            body,
            out _)
            ? body
            : throw Corrupted();
    }

    internal static SutiException Corrupted() => new(
        RecordErrorCodes.Corrupted, "A sealed record is not what was sealed in its place: it was changed, swapped or damaged.");
}
