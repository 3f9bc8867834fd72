// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Suti.Crypto;

/// <summary>The rounds that RFC 3394 section 2.2 and RFC 5649 share.</summary>
internal static class AesKeyWrapCore
{
    public const int HalfBlockSize = AesCipher.BlockSize / 2;

    private const int Passes = 6;

    /// <summary>Wraps in place: the first half block of <paramref name="data"/> is the initial value, the rest the key.</summary>
    public static void Wrap(ReadOnlySpan<byte> key, Span<byte> data)
    {
        using var cipher = new AesCipher(key);
        var check = data[..HalfBlockSize];
        ulong step = 1;
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var at = HalfBlockSize; at < data.Length; at += HalfBlockSize, step++)
            {
                var half = data.Slice(at, HalfBlockSize);
                Transform(in cipher, check, half);
                XorStep(check, step);
            }
        }
    }

    /// <summary>Unwraps in place; the initial value is then in the first half block.</summary>
    public static void Unwrap(ReadOnlySpan<byte> key, Span<byte> data)
    {
        using var cipher = new AesCipher(key, forDecryption: true);
        var check = data[..HalfBlockSize];
        var step = (ulong)Passes * (ulong)((data.Length / HalfBlockSize) - 1);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var at = data.Length - HalfBlockSize; at > 0; at -= HalfBlockSize, step--)
            {
                XorStep(check, step);
                Transform(in cipher, check, data.Slice(at, HalfBlockSize));
            }
        }
    }

    private static void Transform(scoped ref readonly AesCipher cipher, Span<byte> check, Span<byte> half)
    {
        var block = Vector128.Create(
            BinaryPrimitives.ReadUInt64LittleEndian(check), BinaryPrimitives.ReadUInt64LittleEndian(half)).AsByte();
        cipher.Transform(ref block);
        BinaryPrimitives.WriteUInt64LittleEndian(check, block.AsUInt64().GetElement(0));
        BinaryPrimitives.WriteUInt64LittleEndian(half, block.AsUInt64().GetElement(1));
    }

    private static void XorStep(Span<byte> check, ulong step) =>
        BinaryPrimitives.WriteUInt64BigEndian(check, BinaryPrimitives.ReadUInt64BigEndian(check) ^ step);
}
