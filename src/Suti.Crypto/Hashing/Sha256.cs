// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suti.Crypto;

/// <summary>SHA-256 (FIPS 180-4 §6.2).</summary>
internal struct Sha256 : IBlockFunction<Sha256>
{
    private uint _h0, _h1, _h2, _h3, _h4, _h5, _h6, _h7;

    public static string Name => "SHA-256";

    public static int HashSize => 32;

    public static string HashOfAbc => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    public static int BlockSize => 64;

    public static int LengthSize => 8;

    public static bool IsBigEndian => true;

    /// <summary>The fractional parts of the cube roots of the first 64 primes.</summary>
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    public static Sha256 Start() => new()
    {
        _h0 = 0x6a09e667,
        _h1 = 0xbb67ae85,
        _h2 = 0x3c6ef372,
        _h3 = 0xa54ff53a,
        _h4 = 0x510e527f,
        _h5 = 0x9b05688c,
        _h6 = 0x1f83d9ab,
        _h7 = 0x5be0cd19,
    };

    public void Compress(ReadOnlySpan<byte> blocks)
    {
        Span<uint> w = stackalloc uint[64];
        for (; !blocks.IsEmpty; blocks = blocks[BlockSize..])
        {
            CompressBlock(blocks[..BlockSize], w);
        }

        w.Clear();
    }

    public readonly void Write(Span<byte> hash)
    {
        ReadOnlySpan<uint> words = [_h0, _h1, _h2, _h3, _h4, _h5, _h6, _h7];
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], words[i]);
        }
    }

    private void CompressBlock(ReadOnlySpan<byte> block, Span<uint> w)
    {
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(block), w[..16]);
        for (var t = 16; t < 64; t++)
        {
            var s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ (w[t - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }

        var (a, b, c, d, e, f, g, h) = (_h0, _h1, _h2, _h3, _h4, _h5, _h6, _h7);
        ref var k = ref MemoryMarshal.GetReference(RoundConstants);
        for (var t = 0; t < 64; t += 4)
        {
            // Four rounds, so that the rotation of the eight variables costs half the moves.
            var x = h + T1(e, f, g) + Unsafe.Add(ref k, t) + w[t];
            d += x;
            h = x + T2(a, b, c);
            x = g + T1(d, e, f) + Unsafe.Add(ref k, t + 1) + w[t + 1];
            c += x;
            g = x + T2(h, a, b);
            x = f + T1(c, d, e) + Unsafe.Add(ref k, t + 2) + w[t + 2];
            b += x;
            f = x + T2(g, h, a);
            x = e + T1(b, c, d) + Unsafe.Add(ref k, t + 3) + w[t + 3];
            a += x;
            e = x + T2(f, g, h);
            (a, b, c, d, e, f, g, h) = (e, f, g, h, a, b, c, d);
        }

        _h0 += a;
        _h1 += b;
        _h2 += c;
        _h3 += d;
        _h4 += e;
        _h5 += f;
        _h6 += g;
        _h7 += h;
    }

    private static uint T1(uint e, uint f, uint g) =>
        (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25))
        + (g ^ (e & (f ^ g)));

    private static uint T2(uint a, uint b, uint c) =>
        (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
        + ((a & b) | (c & (a | b)));
}
