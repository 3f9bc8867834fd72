// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti;

/// <summary>A root key of 32 bytes, held in this process.</summary>
public sealed class RawRootKey : IRootKeyProvider, IDisposable
{
    private const byte Format = 1;

    private readonly byte[] _key;
    private readonly RandomSource _random;

    /// <summary>Takes a copy of a key.</summary>
    /// <param name="key">The key, 32 random bytes.</param>
    /// <param name="random">Where nonces come from; the system's by default.</param>
    public RawRootKey(ReadOnlySpan<byte> key, RandomSource? random = null)
    {
        if (key.Length != KeyWrapping.KeySize)
        {
            throw new ArgumentException($"A root key has {KeyWrapping.KeySize} bytes.", nameof(key));
        }

        _key = key.ToArray();
        _random = random ?? RandomSource.System;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> WrapAsync(
        RecordIdentity record, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken = default) =>
        new(KeyWrapping.Wrap(_key, [Format], record, dataKey.Span, _random));

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(
        RecordIdentity record, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken = default) =>
        wrapped.Span is [Format, ..]
            ? new(KeyWrapping.Unwrap(_key, 1, record, wrapped.Span))
            : throw new SutiException(RecordErrorCodes.WrongRootKey, "This store was sealed with another sort of root key.");

    /// <summary>Clears the key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
