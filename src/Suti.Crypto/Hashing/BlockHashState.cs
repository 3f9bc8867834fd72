// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>Splits data into blocks and pads the last, for SHA-2 and RIPEMD-160.</summary>
internal struct BlockHashState<TFunction> : IFixedHashState<BlockHashState<TFunction>>
    where TFunction : struct, IBlockFunction<TFunction>
{
    private TFunction _function;
    private Block _block;
    private ulong _length;

    public static string Name => TFunction.Name;

    public static int HashSize => TFunction.HashSize;

    public static string HashOfAbc => TFunction.HashOfAbc;

    public static int BlockSize => TFunction.BlockSize;

    public static BlockHashState<TFunction> Start() => new() { _function = TFunction.Start() };

    public void Append(ReadOnlySpan<byte> data)
    {
        Span<byte> block = _block;
        var filled = (int)(_length % (uint)TFunction.BlockSize);
        _length += (uint)data.Length;
        if (filled != 0)
        {
            var taken = Math.Min(TFunction.BlockSize - filled, data.Length);
            data[..taken].CopyTo(block[filled..]);
            if (filled + taken < TFunction.BlockSize)
            {
                return;
            }

            _function.Compress(block[..TFunction.BlockSize]);
            data = data[taken..];
        }

        var whole = data.Length - (data.Length % TFunction.BlockSize);
        if (whole > 0)
        {
            _function.Compress(data[..whole]);
        }

        data[whole..].CopyTo(block);
    }

    public void Finish(Span<byte> hash)
    {
        Span<byte> block = ((Span<byte>)_block)[..TFunction.BlockSize];
        var filled = (int)(_length % (uint)TFunction.BlockSize);
        block[filled] = 0x80;
        block[(filled + 1)..].Clear();
        if (filled + 1 + TFunction.LengthSize > TFunction.BlockSize)
        {
            _function.Compress(block);
            block.Clear();
        }

        // The length in bits. No span holds 2^61 bytes, and no one appends that many.
        var bits = _length << 3;
        if (TFunction.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt64BigEndian(block[^8..], bits);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(block[^8..], bits);
        }

        _function.Compress(block);
        _function.Write(hash);
    }

    [InlineArray(128)]
    private struct Block
    {
        private byte _first;
    }
}
