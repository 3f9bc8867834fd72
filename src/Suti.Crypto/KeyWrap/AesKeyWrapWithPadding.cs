// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>AES Key Wrap with Padding (RFC 5649): any number of bytes from one up.</summary>
internal sealed class AesKeyWrapWithPadding(string name, int keySize)
    : KeyWrapAlgorithm(name, keySize, KnownWrapped(keySize))
{
    private const int HalfBlockSize = AesKeyWrapCore.HalfBlockSize;

    /// <summary>The constant in front of the length (RFC 5649 section 3).</summary>
    private const uint InitialValue = 0xA65959A6;

    private protected override bool IsKeyDataSize(int size) => size > 0;

    private protected override int GetWrappedSizeCore(int keyDataSize) =>
        ((keyDataSize + HalfBlockSize - 1) / HalfBlockSize * HalfBlockSize) + HalfBlockSize;

    private protected override bool IsWrappedSize(int size) => size >= 2 * HalfBlockSize && size % HalfBlockSize == 0;

    private protected override void WrapCore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> keyData, Span<byte> wrapped)
    {
        keyData.CopyTo(wrapped[HalfBlockSize..]);
        wrapped[(HalfBlockSize + keyData.Length)..].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(wrapped, InitialValue);
        BinaryPrimitives.WriteUInt32BigEndian(wrapped[sizeof(uint)..], (uint)keyData.Length);
        if (wrapped.Length == AesCipher.BlockSize)
        {
            // Section 4.1: a single half block is encrypted as one block.
            TransformBlock(key, wrapped, forDecryption: false);
        }
        else
        {
            AesKeyWrapCore.Wrap(key, wrapped);
        }
    }

    private protected override bool TryUnwrapCore(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped, Span<byte> keyData, out int bytesWritten)
    {
        using var buffer = new SecretBuffer(stackalloc byte[128], wrapped.Length);
        wrapped.CopyTo(buffer.Span);
        if (wrapped.Length == AesCipher.BlockSize)
        {
            TransformBlock(key, buffer.Span, forDecryption: true);
        }
        else
        {
            AesKeyWrapCore.Unwrap(key, buffer.Span);
        }

        bytesWritten = 0;
        if (!IsRight(buffer.Span, out var length))
        {
            return false;
        }

        buffer.Span.Slice(HalfBlockSize, length).CopyTo(keyData);
        bytesWritten = length;
        return true;
    }

    /// <summary>The three checks of RFC 5649 section 3 without an early exit, so that the time does not tell which failed.</summary>
    private static bool IsRight(ReadOnlySpan<byte> data, out int length)
    {
        var padded = data[HalfBlockSize..];
        var claimed = BinaryPrimitives.ReadUInt32BigEndian(data[sizeof(uint)..]);
        var wrong = (ulong)(BinaryPrimitives.ReadUInt32BigEndian(data) ^ InitialValue);

        // The length says between one and eight bytes of the last half block: these differences must not be negative.
        var room = padded.Length - (long)claimed;
        wrong |= (ulong)(room >> 63) | (ulong)((HalfBlockSize - 1 - room) >> 63);

        // The bytes of the last half block that lie in the padding.
        for (var index = 0; index < HalfBlockSize; index++)
        {
            var isPadding = (HalfBlockSize - 1 - index - room) >> 63;
            wrong |= (ulong)(padded[padded.Length - HalfBlockSize + index] & isPadding);
        }

        length = (int)claimed;
        return wrong == 0;
    }

    private static void TransformBlock(ReadOnlySpan<byte> key, Span<byte> block, bool forDecryption)
    {
        using var cipher = new AesCipher(key, forDecryption);
        cipher.Transform(MemoryMarshal.Cast<byte, Vector128<byte>>(block));
    }

    private static string KnownWrapped(int keySize) => keySize switch
    {
        16 => "2cef0c9e30de26016c230cb78bc60d51b1fe083ba0c79cd5",
        24 => "5fd7477fdc165910c8e5dd891a421b10db10362fd293b128",
        _ => "afc860015ffe2d75bedf43c444fe58f4ad9d89c4ec71e23b",
    };
}
