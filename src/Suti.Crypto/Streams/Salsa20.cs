// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Salsa20 and HSalsa20 (Bernstein, "The Salsa20 family of stream ciphers" and "Extending the Salsa20 nonce").</summary>
internal static class Salsa20
{
    public const int KeySize = 32;
    public const int NonceSize = 8;
    public const int HashNonceSize = 16;
    public const int BlockSize = 64;

    private const int Rounds = 10;
    private const int Words = 16;

    /// <summary>Writes one block of the key stream.</summary>
    public static void WriteBlock(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ulong counter, Span<byte> stream)
    {
        Span<byte> input = stackalloc byte[HashNonceSize];
        nonce.CopyTo(input);
        BinaryPrimitives.WriteUInt64LittleEndian(input[NonceSize..], counter);

        Span<uint> start = stackalloc uint[Words];
        Span<uint> state = stackalloc uint[Words];
        Load(key, input, start);
        start.CopyTo(state);
        Permute(state);
        for (var index = 0; index < Words; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(stream[(4 * index)..], state[index] + start[index]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(start));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
    }

    /// <summary>Derives a key from a key and sixteen bytes.</summary>
    public static void Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, Span<byte> derivedKey)
    {
        Span<uint> state = stackalloc uint[Words];
        Load(key, nonce, state);
        Permute(state);
        ReadOnlySpan<byte> taken = [0, 5, 10, 15, 6, 7, 8, 9];
        for (var index = 0; index < taken.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(derivedKey[(4 * index)..], state[taken[index]]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
    }

    private static void Load(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<uint> state)
    {
        // "expand 32-byte k" on the diagonal.
        (state[0], state[5], state[10], state[15]) = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574);
        for (var index = 0; index < 4; index++)
        {
            state[1 + index] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * index)..]);
            state[6 + index] = BinaryPrimitives.ReadUInt32LittleEndian(input[(4 * index)..]);
            state[11 + index] = BinaryPrimitives.ReadUInt32LittleEndian(key[(16 + (4 * index))..]);
        }
    }

    private static void Permute(Span<uint> state)
    {
        for (var round = 0; round < Rounds; round++)
        {
            QuarterRound(state, 0, 4, 8, 12);
            QuarterRound(state, 5, 9, 13, 1);
            QuarterRound(state, 10, 14, 2, 6);
            QuarterRound(state, 15, 3, 7, 11);
            QuarterRound(state, 0, 1, 2, 3);
            QuarterRound(state, 5, 6, 7, 4);
            QuarterRound(state, 10, 11, 8, 9);
            QuarterRound(state, 15, 12, 13, 14);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void QuarterRound(Span<uint> state, int atA, int atB, int atC, int atD)
    {
        var (a, b, c, d) = (state[atA], state[atB], state[atC], state[atD]);
        b ^= BitOperations.RotateLeft(a + d, 7);
        c ^= BitOperations.RotateLeft(b + a, 9);
        d ^= BitOperations.RotateLeft(c + b, 13);
        a ^= BitOperations.RotateLeft(d + c, 18);
        (state[atA], state[atB], state[atC], state[atD]) = (a, b, c, d);
    }
}
