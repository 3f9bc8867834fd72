// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;

namespace Suti.Crypto;

/// <summary>RIPEMD-160 (Dobbertin, Bosselaers, Preneel 1996; ISO/IEC 10118-3). For Bitcoin-style key fingerprints only.</summary>
internal struct Ripemd160 : IBlockFunction<Ripemd160>
{
    private uint _h0, _h1, _h2, _h3, _h4;

    public static string Name => "RIPEMD-160";

    public static int HashSize => 20;

    public static string HashOfAbc => "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc";

    public static int BlockSize => 64;

    public static int LengthSize => 8;

    public static bool IsBigEndian => false;

    private static ReadOnlySpan<byte> LeftWords =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8,
        3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12,
        1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2,
        4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13,
    ];

    private static ReadOnlySpan<byte> RightWords =>
    [
        5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12,
        6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2,
        15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13,
        8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14,
        12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11,
    ];

    private static ReadOnlySpan<byte> LeftShifts =>
    [
        11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8,
        7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12,
        11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5,
        11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12,
        9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6,
    ];

    private static ReadOnlySpan<byte> RightShifts =>
    [
        8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6,
        9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11,
        9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5,
        15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8,
        8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11,
    ];

    private static ReadOnlySpan<uint> LeftConstants => [0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e];

    private static ReadOnlySpan<uint> RightConstants => [0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0];

    public static Ripemd160 Start() => new()
    {
        _h0 = 0x67452301,
        _h1 = 0xefcdab89,
        _h2 = 0x98badcfe,
        _h3 = 0x10325476,
        _h4 = 0xc3d2e1f0,
    };

    public void Compress(ReadOnlySpan<byte> blocks)
    {
        Span<uint> words = stackalloc uint[16];
        for (; !blocks.IsEmpty; blocks = blocks[BlockSize..])
        {
            for (var i = 0; i < 16; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt32LittleEndian(blocks[(4 * i)..]);
            }

            CompressBlock(words);
        }

        words.Clear();
    }

    public readonly void Write(Span<byte> hash)
    {
        ReadOnlySpan<uint> words = [_h0, _h1, _h2, _h3, _h4];
        for (var i = 0; i < 5; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(hash[(4 * i)..], words[i]);
        }
    }

    private void CompressBlock(ReadOnlySpan<uint> words)
    {
        var (a, b, c, d, e) = (_h0, _h1, _h2, _h3, _h4);
        var (v, w, x, y, z) = (_h0, _h1, _h2, _h3, _h4);
        for (var j = 0; j < 80; j++)
        {
            var round = j / 16;
            var t = a + Mix(round, b, c, d) + words[LeftWords[j]] + LeftConstants[round];
            (a, b, c, d, e) = (e, BitOperations.RotateLeft(t, LeftShifts[j]) + e, b, BitOperations.RotateLeft(c, 10), d);
            t = v + Mix(4 - round, w, x, y) + words[RightWords[j]] + RightConstants[round];
            (v, w, x, y, z) = (z, BitOperations.RotateLeft(t, RightShifts[j]) + z, w, BitOperations.RotateLeft(x, 10), y);
        }

        (_h0, _h1, _h2, _h3, _h4) = (_h1 + c + y, _h2 + d + z, _h3 + e + v, _h4 + a + w, _h0 + b + x);
    }

    private static uint Mix(int round, uint x, uint y, uint z) => round switch
    {
        0 => x ^ y ^ z,
        1 => (x & y) | (~x & z),
        2 => (x | ~y) ^ z,
        3 => (x & z) | (y & ~z),
        _ => x ^ (y | ~z),
    };
}
