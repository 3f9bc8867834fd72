// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>BLAKE2b (RFC 7693), with any output size up to 64 bytes and an optional key.</summary>
internal struct Blake2bState : IHashState
{
    public const int BlockSize = 128;
    public const int MaxSize = 64;

    private Words _h;
    private Block _block;
    private ulong _length;
    private int _filled;

    /// <param name="hashSize">The size of the hash, which is part of what is hashed.</param>
    /// <param name="key">The key, at most 64 bytes; empty for none.</param>
    public Blake2bState(int hashSize, ReadOnlySpan<byte> key)
    {
        InitialValue.CopyTo(_h);
        _h[0] ^= 0x01010000 ^ ((uint)key.Length << 8) ^ (uint)hashSize;
        if (!key.IsEmpty)
        {
            key.CopyTo(_block);
            _filled = BlockSize;
        }
    }

    /// <summary>The initial value of SHA-512 (RFC 7693 §2.6).</summary>
    private static ReadOnlySpan<ulong> InitialValue =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    private static ReadOnlySpan<byte> Schedule =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    public void Append(ReadOnlySpan<byte> data)
    {
        // The last block is compressed with a flag, so a full buffer waits until more data is known to follow.
        while (!data.IsEmpty)
        {
            if (_filled == BlockSize)
            {
                _length += BlockSize;
                Compress(isLast: false);
                _filled = 0;
            }

            var taken = Math.Min(BlockSize - _filled, data.Length);
            data[..taken].CopyTo(((Span<byte>)_block)[_filled..]);
            _filled += taken;
            data = data[taken..];
        }
    }

    public void Finish(Span<byte> hash)
    {
        _length += (uint)_filled;
        ((Span<byte>)_block)[_filled..].Clear();
        Compress(isLast: true);
        Span<byte> bytes = stackalloc byte[MaxSize];
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], _h[i]);
        }

        bytes[..hash.Length].CopyTo(hash);
        bytes.Clear();
    }

    private static void Mix(Span<ulong> v, int a, int b, int c, int d, ulong x, ulong y)
    {
        var (va, vb, vc, vd) = (v[a], v[b], v[c], v[d]);
        va += vb + x;
        vd = BitOperations.RotateRight(vd ^ va, 32);
        vc += vd;
        vb = BitOperations.RotateRight(vb ^ vc, 24);
        va += vb + y;
        vd = BitOperations.RotateRight(vd ^ va, 16);
        vc += vd;
        vb = BitOperations.RotateRight(vb ^ vc, 63);
        (v[a], v[b], v[c], v[d]) = (va, vb, vc, vd);
    }

    private void Compress(bool isLast)
    {
        Span<ulong> m = stackalloc ulong[16];
        Span<ulong> v = stackalloc ulong[16];
        for (var i = 0; i < 16; i++)
        {
            m[i] = BinaryPrimitives.ReadUInt64LittleEndian(((ReadOnlySpan<byte>)_block)[(8 * i)..]);
        }

        ((ReadOnlySpan<ulong>)_h).CopyTo(v);
        InitialValue.CopyTo(v[8..]);
        v[12] ^= _length;
        if (isLast)
        {
            v[14] = ~v[14];
        }

        for (var round = 0; round < 12; round++)
        {
            var s = Schedule.Slice(round % 10 * 16, 16);
            Mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
            Mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
            Mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
            Mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
            Mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
            Mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
            Mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
            Mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
        }

        for (var i = 0; i < 8; i++)
        {
            _h[i] ^= v[i] ^ v[i + 8];
        }

        m.Clear();
        v.Clear();
    }

    [InlineArray(8)]
    private struct Words
    {
        private ulong _first;
    }

    [InlineArray(BlockSize)]
    private struct Block
    {
        private byte _first;
    }
}
