// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// HMAC (RFC 2104) as a value. A copy taken after construction is the keyed state, so PBKDF2 prepares a key once and starts
/// from copies.
/// </summary>
internal struct HmacState<TState> : IHashState
    where TState : struct, IFixedHashState<TState>
{
    private TState _inner;
    private TState _outer;

    public HmacState(ReadOnlySpan<byte> key)
    {
        Span<byte> padded = stackalloc byte[TState.BlockSize];
        padded.Clear();
        if (key.Length > TState.BlockSize)
        {
            var hash = TState.Start();
            hash.Append(key);
            hash.Finish(padded[..TState.HashSize]);
        }
        else
        {
            key.CopyTo(padded);
        }

        Xor(padded, 0x36);
        _inner = TState.Start();
        _inner.Append(padded);
        Xor(padded, 0x36 ^ 0x5c);
        _outer = TState.Start();
        _outer.Append(padded);
        CryptographicOperations.ZeroMemory(padded);
    }

    public void Append(ReadOnlySpan<byte> data) => _inner.Append(data);

    public void Finish(Span<byte> hash)
    {
        _inner.Finish(hash);
        _outer.Append(hash);
        _outer.Finish(hash);
        _inner = default;
        _outer = default;
    }

    private static void Xor(Span<byte> bytes, byte value)
    {
        foreach (ref var item in bytes)
        {
            item ^= value;
        }
    }
}
