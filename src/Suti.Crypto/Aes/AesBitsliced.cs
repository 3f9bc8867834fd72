// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>AES without tables and without special instructions, eight blocks at a time (after Käsper and Schwabe, 2009).</summary>
internal static class AesBitsliced
{
    /// <summary>The number of blocks that are worked on together, and of slices in a round key.</summary>
    public const int BlockCount = 8;

    /// <summary>The S-box on a block.</summary>
    public static Vector128<byte> SubstituteBytes(Vector128<byte> block)
    {
        Span<Vector128<byte>> blocks = stackalloc Vector128<byte>[BlockCount];
        blocks.Clear();
        blocks[0] = block;
        var slices = default(AesSlices);
        slices.Load(blocks);
        slices.Transpose();
        slices.SubstituteBytes();
        slices.Transpose();
        slices.Store(blocks);
        return blocks[0];
    }

    /// <summary>Turns round keys into slices, eight per key, in which all blocks have the same key.</summary>
    public static void SliceRoundKeys(ReadOnlySpan<Vector128<byte>> roundKeys, Span<Vector128<byte>> sliced)
    {
        var slices = default(AesSlices);
        for (var round = 0; round < roundKeys.Length; round++)
        {
            var destination = sliced.Slice(round * BlockCount, BlockCount);
            destination.Fill(roundKeys[round]);
            slices.Load(destination);
            slices.Transpose();
            slices.Store(destination);
        }
    }

    /// <summary>Encrypts eight blocks in place.</summary>
    public static void Encrypt(Span<Vector128<byte>> blocks, ReadOnlySpan<Vector128<byte>> slicedKeys)
    {
        var slices = default(AesSlices);
        slices.Load(blocks);
        slices.Transpose();
        slices.AddKey(slicedKeys);
        for (var keys = slicedKeys[BlockCount..]; ; keys = keys[BlockCount..])
        {
            slices.SubstituteBytes();
            slices.ShiftRows();
            if (keys.Length == BlockCount)
            {
                slices.AddKey(keys);
                break;
            }

            slices.MixColumns();
            slices.AddKey(keys);
        }

        slices.Transpose();
        slices.Store(blocks);
        Clear(ref slices);
    }

    /// <summary>Decrypts eight blocks in place, with the keys of encryption.</summary>
    public static void Decrypt(Span<Vector128<byte>> blocks, ReadOnlySpan<Vector128<byte>> slicedKeys)
    {
        var slices = default(AesSlices);
        slices.Load(blocks);
        slices.Transpose();
        for (var keys = slicedKeys; keys.Length > BlockCount; keys = keys[..^BlockCount])
        {
            slices.AddKey(keys[^BlockCount..]);
            if (keys.Length < slicedKeys.Length)
            {
                slices.InverseMixColumns();
            }

            slices.InverseShiftRows();
            slices.InverseSubstituteBytes();
        }

        slices.AddKey(slicedKeys);
        slices.Transpose();
        slices.Store(blocks);
        Clear(ref slices);
    }

    private static void Clear(ref AesSlices slices) =>
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref slices, 1)));
}
