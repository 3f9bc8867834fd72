// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suti.Crypto;

/// <summary>SHA-512 (FIPS 180-4 §6.4). Ed25519 uses it directly, because it hashes concatenations without copying them.</summary>
internal struct Sha512 : IBlockFunction<Sha512>
{
    private ulong _h0, _h1, _h2, _h3, _h4, _h5, _h6, _h7;

    public static string Name => "SHA-512";

    public static int HashSize => 64;

    public static string HashOfAbc =>
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    public static int BlockSize => 128;

    public static int LengthSize => 16;

    public static bool IsBigEndian => true;

    /// <summary>The fractional parts of the cube roots of the first 80 primes.</summary>
    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
        0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
        0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
        0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
        0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
        0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
        0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
        0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
        0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
        0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
        0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
        0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
        0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
        0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
        0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
        0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
        0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
        0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
        0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
        0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
    ];

    public static Sha512 Start() => new()
    {
        _h0 = 0x6a09e667f3bcc908,
        _h1 = 0xbb67ae8584caa73b,
        _h2 = 0x3c6ef372fe94f82b,
        _h3 = 0xa54ff53a5f1d36f1,
        _h4 = 0x510e527fade682d1,
        _h5 = 0x9b05688c2b3e6c1f,
        _h6 = 0x1f83d9abfb41bd6b,
        _h7 = 0x5be0cd19137e2179,
    };

    /// <summary>SHA-384 differs in where it starts (FIPS 180-4 §5.3.4).</summary>
    public static Sha512 StartSha384() => new()
    {
        _h0 = 0xcbbb9d5dc1059ed8,
        _h1 = 0x629a292a367cd507,
        _h2 = 0x9159015a3070dd17,
        _h3 = 0x152fecd8f70e5939,
        _h4 = 0x67332667ffc00b31,
        _h5 = 0x8eb44a8768581511,
        _h6 = 0xdb0c2e0d64f98fa7,
        _h7 = 0x47b5481dbefa4fa4,
    };

    public void Compress(ReadOnlySpan<byte> blocks)
    {
        Span<ulong> w = stackalloc ulong[80];
        for (; !blocks.IsEmpty; blocks = blocks[BlockSize..])
        {
            CompressBlock(blocks[..BlockSize], w);
        }

        w.Clear();
    }

    /// <summary>Writes as many of the eight words as the destination holds.</summary>
    public readonly void Write(Span<byte> hash)
    {
        ReadOnlySpan<ulong> words = [_h0, _h1, _h2, _h3, _h4, _h5, _h6, _h7];
        for (var i = 0; i < hash.Length / 8; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(hash[(8 * i)..], words[i]);
        }
    }

    private void CompressBlock(ReadOnlySpan<byte> block, Span<ulong> w)
    {
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(block), w[..16]);
        for (var t = 16; t < 80; t++)
        {
            var s0 = BitOperations.RotateRight(w[t - 15], 1) ^ BitOperations.RotateRight(w[t - 15], 8) ^ (w[t - 15] >> 7);
            var s1 = BitOperations.RotateRight(w[t - 2], 19) ^ BitOperations.RotateRight(w[t - 2], 61) ^ (w[t - 2] >> 6);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }

        var (a, b, c, d, e, f, g, h) = (_h0, _h1, _h2, _h3, _h4, _h5, _h6, _h7);
        ref var k = ref MemoryMarshal.GetReference(RoundConstants);
        for (var t = 0; t < 80; t += 4)
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

    private static ulong T1(ulong e, ulong f, ulong g) =>
        (BitOperations.RotateRight(e, 14) ^ BitOperations.RotateRight(e, 18) ^ BitOperations.RotateRight(e, 41))
        + (g ^ (e & (f ^ g)));

    private static ulong T2(ulong a, ulong b, ulong c) =>
        (BitOperations.RotateRight(a, 28) ^ BitOperations.RotateRight(a, 34) ^ BitOperations.RotateRight(a, 39))
        + ((a & b) | (c & (a | b)));
}
