// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>The sponge of FIPS 202 §4 over Keccak-f[1600], for any rate and padding suffix.</summary>
internal struct KeccakSponge(int rate, byte suffix)
{
    /// <summary>The first padding bit with the suffix of Keccak as submitted, of SHA-3, and of SHAKE (FIPS 202 §6).</summary>
    public const byte KeccakSuffix = 0x01;

    public const byte Sha3Suffix = 0x06;

    public const byte ShakeSuffix = 0x1f;

    private readonly int _rate = rate;
    private readonly byte _suffix = suffix;
    private Lanes _lanes;
    private int _position;

    public void Absorb(ReadOnlySpan<byte> data)
    {
        if (_position != 0)
        {
            var taken = Math.Min(_rate - _position, data.Length);
            Xor(Bytes().Slice(_position, taken), data[..taken]);
            _position += taken;
            if (_position < _rate)
            {
                return;
            }

            KeccakPermutation.Permute(_lanes);
            _position = 0;
            data = data[taken..];
        }

        while (data.Length >= _rate)
        {
            Xor(Bytes(), data[.._rate]);
            KeccakPermutation.Permute(_lanes);
            data = data[_rate..];
        }

        Xor(Bytes()[..data.Length], data);
        _position = data.Length;
    }

    /// <summary>Pads, and turns from taking in to giving out.</summary>
    public void Pad()
    {
        var bytes = Bytes();
        bytes[_position] ^= _suffix;
        bytes[_rate - 1] ^= 0x80;
        KeccakPermutation.Permute(_lanes);
        _position = 0;
    }

    public void Squeeze(Span<byte> output)
    {
        while (true)
        {
            var taken = Math.Min(_rate - _position, output.Length);
            Bytes().Slice(_position, taken).CopyTo(output);
            _position += taken;
            output = output[taken..];
            if (output.IsEmpty)
            {
                return;
            }

            KeccakPermutation.Permute(_lanes);
            _position = 0;
        }
    }

    public void Clear() => CryptographicOperations.ZeroMemory(Bytes());

    private static void Xor(Span<byte> target, ReadOnlySpan<byte> data)
    {
        ref var to = ref MemoryMarshal.GetReference(target[..data.Length]);
        ref var from = ref MemoryMarshal.GetReference(data);
        nuint i = 0;
        for (; i + 32 <= (nuint)data.Length; i += 32)
        {
            (Vector256.LoadUnsafe(ref to, i) ^ Vector256.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }

        for (; i + 8 <= (nuint)data.Length; i += 8)
        {
            (Vector64.LoadUnsafe(ref to, i) ^ Vector64.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }

        for (; i < (nuint)data.Length; i++)
        {
            Unsafe.Add(ref to, i) ^= Unsafe.Add(ref from, i);
        }
    }

    /// <summary>The lanes as bytes. Every platform of .NET that this runs on is little-endian, as the lanes are.</summary>
    [UnscopedRef]
    private Span<byte> Bytes() => MemoryMarshal.AsBytes((Span<ulong>)_lanes);

    [InlineArray(KeccakPermutation.LaneCount)]
    private struct Lanes
    {
        private ulong _first;
    }
}
