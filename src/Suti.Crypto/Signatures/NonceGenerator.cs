// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>The deterministic nonces of RFC 6979 section 3.2, for one key and one message.</summary>
internal ref struct NonceGenerator
{
    /// <summary>The longest hash, and the longest key or number below an order, in bytes.</summary>
    public const int MaximumHashSize = 64;

    private const int MaximumNumberSize = 66;

    private readonly MacAlgorithm _mac;
    private readonly Span<byte> _key;
    private readonly Span<byte> _value;
    private bool _used;

    /// <summary>
    /// Steps a to g. The numbers are int2octets(x) and bits2octets(h1); the state lives in <paramref name="state"/>.
    /// </summary>
    public NonceGenerator(
        MacAlgorithm mac, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> reducedDigest, Span<byte> state)
    {
        _mac = mac;
        var hashSize = mac.TagSize;
        _key = state[..hashSize];
        _value = state.Slice(hashSize, hashSize);
        _key.Clear();
        _value.Fill(1);

        Span<byte> input = stackalloc byte[MaximumHashSize + 1 + (2 * MaximumNumberSize)];
        input = input[..(hashSize + 1 + secret.Length + reducedDigest.Length)];
        secret.CopyTo(input[(hashSize + 1)..]);
        reducedDigest.CopyTo(input[(hashSize + 1 + secret.Length)..]);
        for (byte round = 0; round <= 1; round++)
        {
            _value.CopyTo(input);
            input[hashSize] = round;
            Update(input);
        }

        CryptographicOperations.ZeroMemory(input);
    }

    /// <summary>
    /// Step h: the next string of bits, from which the caller takes the leftmost bits of the order's length; it asks
    /// again when that is not a usable nonce.
    /// </summary>
    public void Next(Span<byte> bits)
    {
        if (_used)
        {
            Span<byte> input = stackalloc byte[MaximumHashSize + 1];
            _value.CopyTo(input);
            input[_value.Length] = 0;
            Update(input[..(_value.Length + 1)]);
        }

        _used = true;
        while (bits.Length > 0)
        {
            _mac.Compute(_key, _value, _value);
            var count = Math.Min(bits.Length, _value.Length);
            _value[..count].CopyTo(bits);
            bits = bits[count..];
        }
    }

    private readonly void Update(ReadOnlySpan<byte> input)
    {
        _mac.Compute(_key, input, _key);
        _mac.Compute(_key, _value, _value);
    }
}
