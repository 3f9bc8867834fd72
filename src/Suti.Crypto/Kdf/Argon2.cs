// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Argon2 version 1.3 (RFC 9106 §3), all three variants.</summary>
internal static class Argon2
{
    private const int Version = 0x13;

    /// <summary>The 64-bit words of a block of 1 KiB.</summary>
    private const int BlockWords = 128;

    /// <summary>Slices of a pass; lanes may only refer to finished slices of each other.</summary>
    private const int SliceCount = 4;

    public static void DeriveKey(
        Argon2Variant variant,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        int passes,
        int memoryInKibibytes,
        int lanes,
        Span<byte> output,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(passes, Argon2id.MaxPasses);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, Argon2id.MaxLanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryInKibibytes, 8 * lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(memoryInKibibytes, Argon2id.MaxMemoryInKibibytes);
        if (output.Length < 4)
        {
            throw new ArgumentException("Argon2 gives at least 4 bytes.", nameof(output));
        }

        // The memory is a whole number of segments: 4 to a lane.
        var segmentLength = memoryInKibibytes / (SliceCount * lanes);
        var blockCount = segmentLength * SliceCount * lanes;
        Span<byte> seed = stackalloc byte[72];
        HashInputs(variant, password, salt, passes, memoryInKibibytes, lanes, output.Length, secret, associatedData, seed);
        var memory = new ulong[blockCount * BlockWords];
        try
        {
            var fill = new Filler(memory, variant, passes, lanes, segmentLength, blockCount);
            fill.Start(seed);
            fill.Run();
            fill.Finish(output);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(memory.AsSpan()));
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>H_0, the hash of all inputs (RFC 9106 §3.2 step 1), with room for two counters behind it.</summary>
    private static void HashInputs(
        Argon2Variant variant,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        int passes,
        int memory,
        int lanes,
        int outputSize,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Span<byte> seed)
    {
        var hash = new Blake2bState(Blake2bState.MaxSize, key: default);
        AppendNumber(ref hash, lanes);
        AppendNumber(ref hash, outputSize);
        AppendNumber(ref hash, memory);
        AppendNumber(ref hash, passes);
        AppendNumber(ref hash, Version);
        AppendNumber(ref hash, (int)variant);
        AppendPrefixed(ref hash, password);
        AppendPrefixed(ref hash, salt);
        AppendPrefixed(ref hash, secret);
        AppendPrefixed(ref hash, associatedData);
        hash.Finish(seed[..Blake2bState.MaxSize]);
    }

    /// <summary>H', the hash of variable length (RFC 9106 §3.3).</summary>
    private static void HashLong(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (output.Length <= Blake2bState.MaxSize)
        {
            var state = new Blake2bState(output.Length, key: default);
            AppendNumber(ref state, output.Length);
            state.Append(data);
            state.Finish(output);
            return;
        }

        Span<byte> link = stackalloc byte[Blake2bState.MaxSize];
        var first = new Blake2bState(Blake2bState.MaxSize, key: default);
        AppendNumber(ref first, output.Length);
        first.Append(data);
        first.Finish(link);
        while (true)
        {
            // Half of each link is given out; the last is given out whole.
            link[..32].CopyTo(output);
            output = output[32..];
            if (output.Length <= Blake2bState.MaxSize)
            {
                break;
            }

            var next = new Blake2bState(Blake2bState.MaxSize, key: default);
            next.Append(link);
            next.Finish(link);
        }

        var last = new Blake2bState(output.Length, key: default);
        last.Append(link);
        last.Finish(output);
        CryptographicOperations.ZeroMemory(link);
    }

    private static void AppendNumber(ref Blake2bState state, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        state.Append(bytes);
    }

    private static void AppendPrefixed(ref Blake2bState state, ReadOnlySpan<byte> value)
    {
        AppendNumber(ref state, value.Length);
        state.Append(value);
    }

    /// <summary>The memory and the walk through it (RFC 9106 §3.2 to §3.6).</summary>
    private readonly ref struct Filler(
        Span<ulong> memory, Argon2Variant variant, int passes, int lanes, int segmentLength, int blockCount)
    {
        private readonly Span<ulong> _memory = memory;
        private readonly int _laneLength = segmentLength * SliceCount;

        /// <summary>The first two blocks of each lane (steps 3 and 4).</summary>
        public void Start(Span<byte> seed)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                for (var i = 0; i < 2; i++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(seed[64..], i);
                    BinaryPrimitives.WriteInt32LittleEndian(seed[68..], lane);
                    HashLong(seed, MemoryMarshal.AsBytes(Block(lane, i)));
                }
            }
        }

        public void Run()
        {
            for (var pass = 0; pass < passes; pass++)
            {
                for (var slice = 0; slice < SliceCount; slice++)
                {
                    for (var lane = 0; lane < lanes; lane++)
                    {
                        FillSegment(pass, slice, lane);
                    }
                }
            }
        }

        /// <summary>The last blocks of all lanes, added up and hashed (steps 7 and 8).</summary>
        public void Finish(Span<byte> output)
        {
            Span<ulong> sum = stackalloc ulong[BlockWords];
            sum.Clear();
            for (var lane = 0; lane < lanes; lane++)
            {
                Xor(sum, Block(lane, _laneLength - 1));
            }

            HashLong(MemoryMarshal.AsBytes(sum), output);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(sum));
        }

        private Span<ulong> Block(int lane, int column) =>
            _memory.Slice(((lane * _laneLength) + column) * BlockWords, BlockWords);

        private void FillSegment(int pass, int slice, int lane)
        {
            var isIndependent = variant == Argon2Variant.I
                || (variant == Argon2Variant.Id && pass == 0 && slice < SliceCount / 2);
            Span<ulong> addresses = stackalloc ulong[BlockWords];
            Span<ulong> counter = stackalloc ulong[BlockWords];
            Span<ulong> zeros = stackalloc ulong[BlockWords];
            counter.Clear();
            zeros.Clear();
            (counter[0], counter[1], counter[2]) = ((ulong)pass, (ulong)lane, (ulong)slice);
            (counter[3], counter[4], counter[5]) = ((ulong)blockCount, (ulong)passes, (ulong)variant);

            for (var index = 0; index < segmentLength; index++)
            {
                if (isIndependent && index % BlockWords == 0)
                {
                    // Each address block is the compression function twice over a counter (§3.4.1.2).
                    counter[6]++;
                    Compress(zeros, counter, addresses, accumulate: false);
                    Compress(zeros, addresses, addresses, accumulate: false);
                }

                if (pass == 0 && slice == 0 && index < 2)
                {
                    continue;
                }

                var column = (slice * segmentLength) + index;
                var previous = Block(lane, column == 0 ? _laneLength - 1 : column - 1);
                var pseudorandom = isIndependent ? addresses[index % BlockWords] : previous[0];
                var reference = Reference(pass, slice, lane, index, pseudorandom);
                Compress(previous, reference, Block(lane, column), accumulate: pass > 0);
            }
        }

        /// <summary>The block that a pseudorandom number names (§3.4.2).</summary>
        private Span<ulong> Reference(int pass, int slice, int lane, int index, ulong pseudorandom)
        {
            var otherLane = pass == 0 && slice == 0 ? lane : (int)((pseudorandom >> 32) % (uint)lanes);
            var isSameLane = otherLane == lane;

            // Finished segments, and in the own lane what stands before the previous block.
            var finished = pass == 0 ? slice * segmentLength : _laneLength - segmentLength;
            var area = isSameLane ? finished + index - 1 : finished - (index == 0 ? 1 : 0);
            ulong x = (uint)pseudorandom;
            x = (x * x) >> 32;
            var position = area - 1 - (int)(((ulong)area * x) >> 32);
            var start = pass == 0 || slice == SliceCount - 1 ? 0 : (slice + 1) * segmentLength;
            return Block(otherLane, (start + position) % _laneLength);
        }
    }

    /// <summary>The compression function G (RFC 9106 §3.5), added to what stands in the target when it accumulates.</summary>
    private static void Compress(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, Span<ulong> target, bool accumulate)
    {
        Span<ulong> r = stackalloc ulong[BlockWords];
        Span<ulong> z = stackalloc ulong[BlockWords];
        x.CopyTo(r);
        Xor(r, y);
        r.CopyTo(z);
        for (var row = 0; row < 8; row++)
        {
            Permute(z, 16 * row, pairStride: 2);
        }

        for (var column = 0; column < 8; column++)
        {
            Permute(z, 2 * column, pairStride: 16);
        }

        Xor(z, r);
        if (accumulate)
        {
            Xor(target, z);
        }
        else
        {
            z.CopyTo(target);
        }
    }

    private static void Xor(Span<ulong> target, ReadOnlySpan<ulong> value)
    {
        target = target[..BlockWords];
        value = value[..BlockWords];
        for (var i = 0; i < target.Length; i += Vector<ulong>.Count)
        {
            (new Vector<ulong>(target[i..]) ^ new Vector<ulong>(value[i..])).CopyTo(target[i..]);
        }
    }

    /// <summary>The permutation P (§3.6) over eight pairs of words, each <paramref name="pairStride"/> words after the last.</summary>
    private static void Permute(Span<ulong> z, int at, int pairStride)
    {
        Span<ulong> v = stackalloc ulong[16];
        for (var i = 0; i < 8; i++)
        {
            v[2 * i] = z[at + (i * pairStride)];
            v[(2 * i) + 1] = z[at + (i * pairStride) + 1];
        }

        Mix(v, 0, 4, 8, 12);
        Mix(v, 1, 5, 9, 13);
        Mix(v, 2, 6, 10, 14);
        Mix(v, 3, 7, 11, 15);
        Mix(v, 0, 5, 10, 15);
        Mix(v, 1, 6, 11, 12);
        Mix(v, 2, 7, 8, 13);
        Mix(v, 3, 4, 9, 14);
        for (var i = 0; i < 8; i++)
        {
            z[at + (i * pairStride)] = v[2 * i];
            z[at + (i * pairStride) + 1] = v[(2 * i) + 1];
        }
    }

    /// <summary>BLAKE2b's mixing with a product in each sum, which hardware cannot shorten.</summary>
    private static void Mix(Span<ulong> v, int a, int b, int c, int d)
    {
        var (va, vb, vc, vd) = (v[a], v[b], v[c], v[d]);
        va += vb + (2 * (ulong)(uint)va * (uint)vb);
        vd = BitOperations.RotateRight(vd ^ va, 32);
        vc += vd + (2 * (ulong)(uint)vc * (uint)vd);
        vb = BitOperations.RotateRight(vb ^ vc, 24);
        va += vb + (2 * (ulong)(uint)va * (uint)vb);
        vd = BitOperations.RotateRight(vd ^ va, 16);
        vc += vd + (2 * (ulong)(uint)vc * (uint)vd);
        vb = BitOperations.RotateRight(vb ^ vc, 63);
        (v[a], v[b], v[c], v[d]) = (va, vb, vc, vd);
    }
}
