// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>scrypt (RFC 7914): derives a key from a password at a cost in memory. Ethereum key files use it.</summary>
public static class Scrypt
{
    /// <summary>The largest table that is made, in bytes: 1 GiB, so that numbers in hostile data cannot exhaust the machine.</summary>
    public const long MaxMemory = 1L << 30;

    /// <summary>Derives a key and fills the whole of <paramref name="output"/>.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="cost">N: a power of two larger than 1.</param>
    /// <param name="blockSize">r: the block size, at least 1.</param>
    /// <param name="parallelism">p: how often the work is done, at least 1.</param>
    /// <param name="output">Filled with the key.</param>
    /// <param name="maxMemory">Refuses parameters whose table takes more bytes than this.</param>
    /// <param name="allowAnyCost">Allows N of 2^16 and more with r = 1, which RFC 7914 does not: key files of Ethereum have it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range, or would take too much memory.</exception>
    public static void DeriveKey(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        int cost,
        int blockSize,
        int parallelism,
        Span<byte> output,
        long maxMemory = MaxMemory,
        bool allowAnyCost = false)
    {
        RequireInRange(cost, blockSize, parallelism, output.Length, maxMemory, allowAnyCost);
        var blocks = new byte[128 * blockSize * parallelism];
        var table = new uint[32 * blockSize * cost];
        var scratch = new uint[32 * blockSize];
        try
        {
            Pbkdf2.HmacSha256.DeriveKey(password, salt, iterations: 1, blocks);
            var words = MemoryMarshal.Cast<byte, uint>(blocks.AsSpan());
            for (var i = 0; i < parallelism; i++)
            {
                MixRom(words.Slice(32 * blockSize * i, 32 * blockSize), table, scratch, cost);
            }

            Pbkdf2.HmacSha256.DeriveKey(password, blocks, iterations: 1, output);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blocks);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(table.AsSpan()));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(scratch.AsSpan()));
        }
    }

    /// <summary>Derives a key of <paramref name="outputSize"/> bytes.</summary>
    /// <inheritdoc cref="DeriveKey(ReadOnlySpan{byte}, ReadOnlySpan{byte}, int, int, int, Span{byte}, long, bool)"/>
    public static byte[] DeriveKey(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        int cost,
        int blockSize,
        int parallelism,
        int outputSize,
        long maxMemory = MaxMemory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        var output = new byte[outputSize];
        DeriveKey(password, salt, cost, blockSize, parallelism, output, maxMemory);
        return output;
    }

    private static void RequireInRange(int cost, int blockSize, int parallelism, int outputSize, long maxMemory, bool allowAnyCost = false)
    {
        if (cost < 2 || !BitOperations.IsPow2(cost))
        {
            throw new ArgumentOutOfRangeException(nameof(cost), cost, "The cost of scrypt is a power of two larger than 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);

        // RFC 7914 §2: p * r < 2^30; beside it, N < 2^(128 * r / 8), which only r = 1 can break.
        if ((long)blockSize * parallelism >= 1 << 30 || (!allowAnyCost && blockSize == 1 && cost >= 1 << 16))
        {
            throw new ArgumentOutOfRangeException(nameof(blockSize), blockSize, "Out of the range of RFC 7914 section 2.");
        }

        var memory = (UInt128)128 * (uint)blockSize * (uint)Math.Max(cost, parallelism);
        if (memory > (ulong)Math.Clamp(maxMemory, 0, MaxMemory))
        {
            throw new ArgumentOutOfRangeException(nameof(cost), cost, $"These parameters take {memory} bytes of memory.");
        }
    }

    /// <summary>scryptROMix (RFC 7914 §5).</summary>
    private static void MixRom(Span<uint> x, Span<uint> table, Span<uint> y, int cost)
    {
        var size = x.Length;
        for (var i = 0; i < cost; i++)
        {
            x.CopyTo(table[(i * size)..]);
            MixBlock(x, y);
        }

        for (var i = 0; i < cost; i++)
        {
            var j = (int)(x[size - 16] & (uint)(cost - 1));
            var row = table.Slice(j * size, size);
            for (var k = 0; k < size; k++)
            {
                x[k] ^= row[k];
            }

            MixBlock(x, y);
        }
    }

    /// <summary>scryptBlockMix (RFC 7914 §4).</summary>
    private static void MixBlock(Span<uint> blocks, Span<uint> scratch)
    {
        var count = blocks.Length / 16;
        Span<uint> x = stackalloc uint[16];
        blocks[^16..].CopyTo(x);
        for (var i = 0; i < count; i++)
        {
            var block = blocks.Slice(16 * i, 16);
            for (var k = 0; k < 16; k++)
            {
                x[k] ^= block[k];
            }

            Salsa208(x);

            // Even blocks first, then odd ones.
            x.CopyTo(scratch[(16 * ((i / 2) + (i % 2 * (count / 2))))..]);
        }

        scratch.CopyTo(blocks);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(x));
    }

    /// <summary>The Salsa20/8 core (RFC 7914 §3).</summary>
    private static void Salsa208(Span<uint> state)
    {
        var (x0, x1, x2, x3) = (state[0], state[1], state[2], state[3]);
        var (x4, x5, x6, x7) = (state[4], state[5], state[6], state[7]);
        var (x8, x9, x10, x11) = (state[8], state[9], state[10], state[11]);
        var (x12, x13, x14, x15) = (state[12], state[13], state[14], state[15]);
        for (var round = 0; round < 8; round += 2)
        {
            (x4, x8, x12, x0) = Quarter(x0, x4, x8, x12);
            (x9, x13, x1, x5) = Quarter(x5, x9, x13, x1);
            (x14, x2, x6, x10) = Quarter(x10, x14, x2, x6);
            (x3, x7, x11, x15) = Quarter(x15, x3, x7, x11);
            (x1, x2, x3, x0) = Quarter(x0, x1, x2, x3);
            (x6, x7, x4, x5) = Quarter(x5, x6, x7, x4);
            (x11, x8, x9, x10) = Quarter(x10, x11, x8, x9);
            (x12, x13, x14, x15) = Quarter(x15, x12, x13, x14);
        }

        state[0] += x0;
        state[1] += x1;
        state[2] += x2;
        state[3] += x3;
        state[4] += x4;
        state[5] += x5;
        state[6] += x6;
        state[7] += x7;
        state[8] += x8;
        state[9] += x9;
        state[10] += x10;
        state[11] += x11;
        state[12] += x12;
        state[13] += x13;
        state[14] += x14;
        state[15] += x15;
    }

    /// <summary>The quarter round; gives back b, c, d and a.</summary>
    private static (uint B, uint C, uint D, uint A) Quarter(uint a, uint b, uint c, uint d)
    {
        b ^= BitOperations.RotateLeft(a + d, 7);
        c ^= BitOperations.RotateLeft(b + a, 9);
        d ^= BitOperations.RotateLeft(c + b, 13);
        a ^= BitOperations.RotateLeft(d + c, 18);
        return (b, c, d, a);
    }
}
