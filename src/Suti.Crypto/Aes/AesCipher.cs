// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// AES (FIPS 197) on blocks, keyed and on the stack: by the processor's instructions where it has them, else bitsliced. Constant
/// time either way. Dispose it to clear the keys.
/// </summary>
internal ref struct AesCipher : IDisposable
{
    public const int BlockSize = 16;

    /// <summary>The number of blocks that pay off to be given together.</summary>
    public const int ParallelBlocks = AesBitsliced.BlockCount;

    private readonly bool _useHardware;
    private readonly int _count;
    private readonly bool _forDecryption;
    private AesRoundKeys _keys;
    private SlicedKeys _sliced;

    public AesCipher(ReadOnlySpan<byte> key, bool forDecryption = false, bool forcePortable = false)
    {
        _useHardware = AesHardware.IsSupported && !forcePortable;
        _forDecryption = forDecryption;
        _count = AesRoundKeys.Expand(key, _keys, _useHardware);
        if (!_useHardware)
        {
            AesBitsliced.SliceRoundKeys(_keys[.._count], _sliced);
        }
        else if (forDecryption)
        {
            AesHardware.InvertRoundKeys(_keys[.._count]);
        }
    }

    /// <summary>Whether a key has one of the three sizes.</summary>
    public static bool IsKeySize(int size) => size is 16 or 24 or 32;

    /// <summary>Encrypts, or decrypts where made for that, any number of blocks in place, each for itself.</summary>
    public readonly void Transform(scoped Span<Vector128<byte>> blocks)
    {
        if (_useHardware)
        {
            ReadOnlySpan<Vector128<byte>> keys = _keys[.._count];
            if (!_forDecryption)
            {
                AesHardware.Encrypt(blocks, keys);
                return;
            }

            foreach (ref var block in blocks)
            {
                block = AesHardware.Decrypt(block, keys);
            }

            return;
        }

        TransformSliced(blocks);
    }

    /// <summary>Encrypts, or decrypts where made for that, one block in place.</summary>
    public readonly void Transform(scoped ref Vector128<byte> block)
    {
        if (_useHardware)
        {
            ReadOnlySpan<Vector128<byte>> keys = _keys[.._count];
            block = _forDecryption ? AesHardware.Decrypt(block, keys) : AesHardware.Encrypt(block, keys);
        }
        else
        {
            TransformSliced(new Span<Vector128<byte>>(ref block));
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes((Span<Vector128<byte>>)_keys));
        if (!_useHardware)
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes((Span<Vector128<byte>>)_sliced));
        }
    }

    private readonly void TransformSliced(scoped Span<Vector128<byte>> blocks)
    {
        Span<Vector128<byte>> batch = stackalloc Vector128<byte>[AesBitsliced.BlockCount];
        batch.Clear();
        ReadOnlySpan<Vector128<byte>> keys = _sliced[..(_count * AesBitsliced.BlockCount)];
        for (; !blocks.IsEmpty; blocks = blocks[Math.Min(blocks.Length, batch.Length)..])
        {
            var taken = blocks[..Math.Min(blocks.Length, batch.Length)];
            taken.CopyTo(batch);
            if (_forDecryption)
            {
                AesBitsliced.Decrypt(batch, keys);
            }
            else
            {
                AesBitsliced.Encrypt(batch, keys);
            }

            batch[..taken.Length].CopyTo(taken);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(batch));
    }

    [InlineArray(AesRoundKeys.MaxCount * AesBitsliced.BlockCount)]
    private struct SlicedKeys
    {
        private Vector128<byte> _first;
    }
}
