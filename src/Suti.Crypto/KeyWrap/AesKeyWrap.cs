// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// AES Key Wrap (RFC 3394): whole half blocks of eight bytes, at least two of them; a single one, which section 2 leaves out of
/// its definition, is refused.
/// </summary>
internal sealed class AesKeyWrap(string name, int keySize)
    : KeyWrapAlgorithm(name, keySize, KnownWrapped(keySize))
{
    private const int HalfBlockSize = AesKeyWrapCore.HalfBlockSize;

    /// <summary>The initial value of RFC 3394 section 2.2.3.1.</summary>
    private const byte InitialValue = 0xA6;

    private protected override bool IsKeyDataSize(int size) => size >= 2 * HalfBlockSize && size % HalfBlockSize == 0;

    private protected override int GetWrappedSizeCore(int keyDataSize) => keyDataSize + HalfBlockSize;

    private protected override bool IsWrappedSize(int size) => IsKeyDataSize(size - HalfBlockSize);

    private protected override void WrapCore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> keyData, Span<byte> wrapped)
    {
        keyData.CopyTo(wrapped[HalfBlockSize..]);
        wrapped[..HalfBlockSize].Fill(InitialValue);
        AesKeyWrapCore.Wrap(key, wrapped);
    }

    private protected override bool TryUnwrapCore(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped, Span<byte> keyData, out int bytesWritten)
    {
        using var buffer = new SecretBuffer(stackalloc byte[128], wrapped.Length);
        wrapped.CopyTo(buffer.Span);
        AesKeyWrapCore.Unwrap(key, buffer.Span);
        Span<byte> expected = stackalloc byte[HalfBlockSize];
        expected.Fill(InitialValue);
        bytesWritten = 0;
        if (!CryptographicOperations.FixedTimeEquals(buffer.Span[..HalfBlockSize], expected))
        {
            return false;
        }

        buffer.Span[HalfBlockSize..].CopyTo(keyData);
        bytesWritten = wrapped.Length - HalfBlockSize;
        return true;
    }

    private static string KnownWrapped(int keySize) => keySize switch
    {
        16 => "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5",
        24 => "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d",
        _ => "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7",
    };
}
