// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>ChaCha20 (RFC 8439 section 2.4) and HChaCha20 (draft-irtf-cfrg-xchacha section 2.2).</summary>
internal static class ChaCha20
{
    public const int KeySize = 32;
    public const int NonceSize = 12;
    public const int HashNonceSize = 16;
    public const int BlockSize = 64;

    private const int Rounds = 10;

    /// <summary>The widest vectors that are used; tests force the others.</summary>
    public static int WidestVector => Avx512F.IsSupported ? 512 : Avx2.IsSupported ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>"expand 32-byte k".</summary>
    private static Vector128<uint> Constants => Vector128.Create(0x61707865u, 0x3320646E, 0x79622D32, 0x6B206574);

    /// <summary>Combines the input with the key stream that starts at a block; output may be the input.</summary>
    public static void Transform(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, uint counter, ReadOnlySpan<byte> input, Span<byte> output) =>
        Transform(key, nonce, counter, input, output, WidestVector);

    /// <summary>The same with vectors of at most so many bits; 0 is the scalar code.</summary>
    public static void Transform(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        uint counter,
        ReadOnlySpan<byte> input,
        Span<byte> output,
        int vectorBits)
    {
        var row1 = ReadRow(key);
        var row2 = ReadRow(key[16..]);
        var row3 = Vector128.Create(
            counter,
            BinaryPrimitives.ReadUInt32LittleEndian(nonce),
            BinaryPrimitives.ReadUInt32LittleEndian(nonce[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(nonce[8..]));

        // Called only when there is work: the compiler takes code that it has seen idle for unimportant.
        var done = 0;
        if (vectorBits >= 512 && input.Length >= PairSize<ChaChaRow512>())
        {
            done += Transform<ChaChaRow512>(row1, row2, ref row3, input, output);
        }

        if (vectorBits >= 256 && input.Length - done >= PairSize<ChaChaRow256>())
        {
            done += Transform<ChaChaRow256>(row1, row2, ref row3, input[done..], output[done..]);
        }

        if (vectorBits >= 128 && input.Length - done >= PairSize<ChaChaRow128>())
        {
            done += Transform<ChaChaRow128>(row1, row2, ref row3, input[done..], output[done..]);
        }

        TransformBlocks(row1, row2, row3, input[done..], output[done..], isScalar: vectorBits == 0);
    }

    /// <summary>Derives a key from a key and sixteen bytes of a longer nonce.</summary>
    public static void Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, Span<byte> derivedKey)
    {
        Span<uint> state = stackalloc uint[16];
        Constants.CopyTo(state);
        ReadRow(key).CopyTo(state[4..]);
        ReadRow(key[16..]).CopyTo(state[8..]);
        ReadRow(nonce).CopyTo(state[12..]);
        Permute(state);
        for (var index = 0; index < 4; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(derivedKey[(4 * index)..], state[index]);
            BinaryPrimitives.WriteUInt32LittleEndian(derivedKey[(16 + (4 * index))..], state[12 + index]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
    }

    private static int PairSize<TRow>()
        where TRow : struct, IChaChaRow<TRow> => 2 * TRow.Blocks * BlockSize;

    /// <summary>Two vectors of blocks at a time, so that their steps overlap; returns how many bytes were done.</summary>
    private static int Transform<TRow>(
        Vector128<uint> row1, Vector128<uint> row2, ref Vector128<uint> row3, ReadOnlySpan<byte> input, Span<byte> output)
        where TRow : struct, IChaChaRow<TRow>
    {
        var size = PairSize<TRow>();
        var done = 0;
        var (start0, start1, start2) = (TRow.Create(Constants), TRow.Create(row1), TRow.Create(row2));
        var half = Vector128.CreateScalar((uint)TRow.Blocks);
        while (input.Length - done >= size)
        {
            var start3 = TRow.Create(row3) + TRow.Counters;
            var start7 = start3 + TRow.Create(half);
            var (a0, a1, a2, a3) = (start0, start1, start2, start3);
            var (b0, b1, b2, b3) = (start0, start1, start2, start7);
            for (var round = 0; round < Rounds; round++)
            {
                QuarterRounds(ref a0, ref a1, ref a2, ref a3);
                QuarterRounds(ref b0, ref b1, ref b2, ref b3);
                (a1, a2, a3) = (TRow.Move1(a1), TRow.Move2(a2), TRow.Move3(a3));
                (b1, b2, b3) = (TRow.Move1(b1), TRow.Move2(b2), TRow.Move3(b3));
                QuarterRounds(ref a0, ref a1, ref a2, ref a3);
                QuarterRounds(ref b0, ref b1, ref b2, ref b3);
                (a1, a2, a3) = (TRow.Move3(a1), TRow.Move2(a2), TRow.Move1(a3));
                (b1, b2, b3) = (TRow.Move3(b1), TRow.Move2(b2), TRow.Move1(b3));
            }

            Combine(a0 + start0, a1 + start1, a2 + start2, a3 + start3, input[done..], output[done..]);
            done += size / 2;
            Combine(b0 + start0, b1 + start1, b2 + start2, b3 + start7, input[done..], output[done..]);
            done += size / 2;
            row3 += half + half;
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void QuarterRounds<TRow>(ref TRow a, ref TRow b, ref TRow c, ref TRow d)
        where TRow : struct, IChaChaRow<TRow>
    {
        a += b;
        d = TRow.Rotate(d ^ a, 16);
        c += d;
        b = TRow.Rotate(b ^ c, 12);
        a += b;
        d = TRow.Rotate(d ^ a, 8);
        c += d;
        b = TRow.Rotate(b ^ c, 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<TRow>(TRow a, TRow b, TRow c, TRow d, ReadOnlySpan<byte> input, Span<byte> output)
        where TRow : struct, IChaChaRow<TRow>
    {
        for (var block = 0; block < TRow.Blocks; block++)
        {
            Combine(TRow.Get(a, block), input, output, block * BlockSize);
            Combine(TRow.Get(b, block), input, output, (block * BlockSize) + 16);
            Combine(TRow.Get(c, block), input, output, (block * BlockSize) + 32);
            Combine(TRow.Get(d, block), input, output, (block * BlockSize) + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine(Vector128<uint> stream, ReadOnlySpan<byte> input, Span<byte> output, int at) =>
        (Vector128.Create(input[at..]) ^ ToLittleEndian(stream)).CopyTo(output[at..]);

    /// <summary>The blocks that are left, the last of which may be cut off.</summary>
    private static void TransformBlocks(
        Vector128<uint> row1, Vector128<uint> row2, Vector128<uint> row3, ReadOnlySpan<byte> input, Span<byte> output, bool isScalar)
    {
        Span<byte> stream = stackalloc byte[BlockSize];
        for (; !input.IsEmpty; row3 += Vector128.CreateScalar(1u))
        {
            if (isScalar)
            {
                WriteBlockScalar(row1, row2, row3, stream);
            }
            else
            {
                WriteBlock(row1, row2, row3, stream);
            }

            var size = Math.Min(input.Length, BlockSize);
            for (var index = 0; index < size; index++)
            {
                output[index] = (byte)(input[index] ^ stream[index]);
            }

            input = input[size..];
            output = output[size..];
        }

        CryptographicOperations.ZeroMemory(stream);
    }

    private static void WriteBlock(Vector128<uint> row1, Vector128<uint> row2, Vector128<uint> row3, Span<byte> stream)
    {
        var (a, b, c, d) = (new ChaChaRow128(Constants), new ChaChaRow128(row1), new ChaChaRow128(row2), new ChaChaRow128(row3));
        for (var round = 0; round < Rounds; round++)
        {
            QuarterRounds(ref a, ref b, ref c, ref d);
            (b, c, d) = (ChaChaRow128.Move1(b), ChaChaRow128.Move2(c), ChaChaRow128.Move3(d));
            QuarterRounds(ref a, ref b, ref c, ref d);
            (b, c, d) = (ChaChaRow128.Move3(b), ChaChaRow128.Move2(c), ChaChaRow128.Move1(d));
        }

        ToLittleEndian(ChaChaRow128.Get(a, 0) + Constants).CopyTo(stream);
        ToLittleEndian(ChaChaRow128.Get(b, 0) + row1).CopyTo(stream[16..]);
        ToLittleEndian(ChaChaRow128.Get(c, 0) + row2).CopyTo(stream[32..]);
        ToLittleEndian(ChaChaRow128.Get(d, 0) + row3).CopyTo(stream[48..]);
    }

    private static void WriteBlockScalar(Vector128<uint> row1, Vector128<uint> row2, Vector128<uint> row3, Span<byte> stream)
    {
        Span<uint> start = stackalloc uint[16];
        Span<uint> state = stackalloc uint[16];
        Constants.CopyTo(start);
        row1.CopyTo(start[4..]);
        row2.CopyTo(start[8..]);
        row3.CopyTo(start[12..]);
        start.CopyTo(state);
        Permute(state);
        for (var index = 0; index < state.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(stream[(4 * index)..], state[index] + start[index]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(start));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
    }

    private static void Permute(Span<uint> state)
    {
        for (var round = 0; round < Rounds; round++)
        {
            QuarterRound(state, 0, 4, 8, 12);
            QuarterRound(state, 1, 5, 9, 13);
            QuarterRound(state, 2, 6, 10, 14);
            QuarterRound(state, 3, 7, 11, 15);
            QuarterRound(state, 0, 5, 10, 15);
            QuarterRound(state, 1, 6, 11, 12);
            QuarterRound(state, 2, 7, 8, 13);
            QuarterRound(state, 3, 4, 9, 14);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void QuarterRound(Span<uint> state, int atA, int atB, int atC, int atD)
    {
        var (a, b, c, d) = (state[atA], state[atB], state[atC], state[atD]);
        a += b;
        d = BitOperations.RotateLeft(d ^ a, 16);
        c += d;
        b = BitOperations.RotateLeft(b ^ c, 12);
        a += b;
        d = BitOperations.RotateLeft(d ^ a, 8);
        c += d;
        b = BitOperations.RotateLeft(b ^ c, 7);
        (state[atA], state[atB], state[atC], state[atD]) = (a, b, c, d);
    }

    private static Vector128<uint> ReadRow(ReadOnlySpan<byte> bytes) => Vector128.Create(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ToLittleEndian(Vector128<uint> row) => BitConverter.IsLittleEndian
        ? row.AsByte()
        : Vector128.Shuffle(row.AsByte(), Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}
