// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Suti.Crypto;

/// <summary>AES with the instructions that x86 and Arm processors have for it; their time does not depend on the data.</summary>
internal static class AesHardware
{
    public static bool IsSupported => X86Aes.IsSupported || ArmAes.IsSupported;

    /// <summary>The S-box on a block whose columns are all equal.</summary>
    public static Vector128<byte> SubstituteBytes(Vector128<byte> columns) => X86Aes.IsSupported
        ? X86Aes.EncryptLast(columns, Vector128<byte>.Zero)
        : ArmAes.Encrypt(columns, Vector128<byte>.Zero);

    /// <summary>Turns encryption keys into those of the equivalent inverse cipher (FIPS 197 section 5.3.5).</summary>
    public static void InvertRoundKeys(Span<Vector128<byte>> keys)
    {
        keys.Reverse();
        for (var index = 1; index < keys.Length - 1; index++)
        {
            keys[index] = X86Aes.IsSupported ? X86Aes.InverseMixColumns(keys[index]) : ArmAes.InverseMixColumns(keys[index]);
        }
    }

    /// <summary>Encrypts any number of blocks in place, four at a time: the instructions take turns while each waits for its last.</summary>
    public static void Encrypt(Span<Vector128<byte>> blocks, ReadOnlySpan<Vector128<byte>> keys)
    {
        for (; X86Aes.IsSupported && blocks.Length >= 4; blocks = blocks[4..])
        {
            var (b0, b1, b2, b3) = (blocks[0] ^ keys[0], blocks[1] ^ keys[0], blocks[2] ^ keys[0], blocks[3] ^ keys[0]);
            foreach (var key in keys[1..^1])
            {
                b0 = X86Aes.Encrypt(b0, key);
                b1 = X86Aes.Encrypt(b1, key);
                b2 = X86Aes.Encrypt(b2, key);
                b3 = X86Aes.Encrypt(b3, key);
            }

            blocks[0] = X86Aes.EncryptLast(b0, keys[^1]);
            blocks[1] = X86Aes.EncryptLast(b1, keys[^1]);
            blocks[2] = X86Aes.EncryptLast(b2, keys[^1]);
            blocks[3] = X86Aes.EncryptLast(b3, keys[^1]);
        }

        foreach (ref var block in blocks)
        {
            block = Encrypt(block, keys);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Encrypt(Vector128<byte> block, ReadOnlySpan<Vector128<byte>> keys)
    {
        if (X86Aes.IsSupported)
        {
            block ^= keys[0];
            for (var round = 1; round < keys.Length - 1; round++)
            {
                block = X86Aes.Encrypt(block, keys[round]);
            }

            return X86Aes.EncryptLast(block, keys[^1]);
        }

        for (var round = 0; round < keys.Length - 2; round++)
        {
            block = ArmAes.MixColumns(ArmAes.Encrypt(block, keys[round]));
        }

        return ArmAes.Encrypt(block, keys[^2]) ^ keys[^1];
    }

    /// <summary>Decrypts with inverted round keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Decrypt(Vector128<byte> block, ReadOnlySpan<Vector128<byte>> keys)
    {
        if (X86Aes.IsSupported)
        {
            block ^= keys[0];
            for (var round = 1; round < keys.Length - 1; round++)
            {
                block = X86Aes.Decrypt(block, keys[round]);
            }

            return X86Aes.DecryptLast(block, keys[^1]);
        }

        for (var round = 0; round < keys.Length - 2; round++)
        {
            block = ArmAes.InverseMixColumns(ArmAes.Decrypt(block, keys[round]));
        }

        return ArmAes.Decrypt(block, keys[^2]) ^ keys[^1];
    }
}
