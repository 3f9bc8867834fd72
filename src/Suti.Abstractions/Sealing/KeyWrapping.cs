// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>
/// The wrapping of data keys: a header in the clear, a nonce of 24 bytes, the key and a tag. The header and the identity
/// of the record are authenticated with it.
/// </summary>
internal static class KeyWrapping
{
    internal const int KeySize = 32;

    private const int MaxWrappedSize = 1024;

    private static readonly AeadAlgorithm Aead = AeadAlgorithm.XChaCha20Poly1305;

    internal static byte[] Wrap(
        ReadOnlySpan<byte> rootKey, ReadOnlySpan<byte> header, RecordIdentity record, ReadOnlySpan<byte> dataKey, RandomSource random)
    {
        var wrapped = new byte[header.Length + Aead.NonceSize + dataKey.Length + Aead.TagSize];
        header.CopyTo(wrapped);
        var nonce = wrapped.AsSpan(header.Length, Aead.NonceSize);
        random.Fill(nonce);
        var sealedKey = wrapped.AsSpan(header.Length + Aead.NonceSize);
        Aead.Encrypt(
            rootKey, nonce, record.ToAssociatedData(header), dataKey, sealedKey[..dataKey.Length], sealedKey[dataKey.Length..]);
        return wrapped;
    }

    internal static byte[] Unwrap(ReadOnlySpan<byte> rootKey, int headerSize, RecordIdentity record, ReadOnlySpan<byte> wrapped)
    {
        var rest = wrapped[headerSize..];
        var size = rest.Length - Aead.NonceSize - Aead.TagSize;
        if (size <= 0 || wrapped.Length > MaxWrappedSize)
        {
            throw Malformed();
        }

        var dataKey = new byte[size];
        return Aead.TryDecrypt(
            rootKey,
            rest[..Aead.NonceSize],
            record.ToAssociatedData(wrapped[..headerSize]),
            rest.Slice(Aead.NonceSize, size),
            rest[(Aead.NonceSize + size)..],
            dataKey,
            out _)
            ? dataKey
            : throw new SutiException(
                RecordErrorCodes.WrongRootKey, "The root key or passphrase is not the one that this store was sealed with.");
    }

    internal static SutiException Malformed() =>
        new(RecordErrorCodes.Corrupted, "A wrapped data key in the store is not in a form that this root key has.");
}
