// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Suti.Crypto;

namespace Suti;

/// <summary>
/// A root key that Argon2id derives from a passphrase. Salt and cost stand before each wrapped key, so that a store opens
/// whatever the default is by then; the salt is one for all keys of a store, so that the passphrase is worked through once.
/// </summary>
public sealed class PassphraseRootKey : IRootKeyProvider, IDisposable
{
    private const byte Format = 2;
    private const int SaltSize = 16;
    private const int HeaderSize = 1 + (3 * sizeof(int)) + SaltSize;

    private readonly byte[] _passphrase;
    private readonly PassphraseCost _cost;
    private readonly RandomSource _random;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private byte[]? _header;

    /// <summary>Takes a passphrase.</summary>
    /// <param name="passphrase">The passphrase; not empty.</param>
    /// <param name="cost">The cost for new stores.</param>
    /// <param name="random">Where salts and nonces come from; the system's by default.</param>
    public PassphraseRootKey(string passphrase, PassphraseCost? cost = null, RandomSource? random = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        _cost = cost ?? new();
        if (!_cost.IsInRange)
        {
            throw new ArgumentOutOfRangeException(nameof(cost));
        }

        // As it was typed: normalizing depends on how an application is set up, and the key must not.
        _passphrase = Encoding.UTF8.GetBytes(passphrase);
        _random = random ?? RandomSource.System;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> WrapAsync(
        RecordIdentity record, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken = default)
    {
        var header = _header ?? CreateHeader();
        var key = await DeriveAsync(header, cancellationToken).ConfigureAwait(false);
        return KeyWrapping.Wrap(key, header, record, dataKey.Span, _random);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> UnwrapAsync(
        RecordIdentity record, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken = default)
    {
        if (wrapped.Span is not [Format, ..])
        {
            throw new SutiException(RecordErrorCodes.WrongRootKey, "This store was sealed with another sort of root key.");
        }

        if (wrapped.Length < HeaderSize)
        {
            throw KeyWrapping.Malformed();
        }

        var header = wrapped[..HeaderSize].ToArray();
        var key = await DeriveAsync(header, cancellationToken).ConfigureAwait(false);
        var dataKey = KeyWrapping.Unwrap(key, HeaderSize, record, wrapped.Span);
        if (ReadCost(header) == _cost)
        {
            _header ??= header;
        }

        return dataKey;
    }

    /// <summary>Clears the passphrase and what was derived from it.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_passphrase);
        foreach (var key in _keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _keys.Clear();
        _gate.Dispose();
    }

    private static PassphraseCost ReadCost(ReadOnlySpan<byte> header) => new(
        BinaryPrimitives.ReadInt32LittleEndian(header[1..]),
        BinaryPrimitives.ReadInt32LittleEndian(header[5..]),
        BinaryPrimitives.ReadInt32LittleEndian(header[9..]));

    private byte[] CreateHeader()
    {
        var header = new byte[HeaderSize];
        header[0] = Format;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(1), _cost.Passes);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(5), _cost.MemoryInKibibytes);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(9), _cost.Lanes);
        _random.Fill(header.AsSpan(HeaderSize - SaltSize));
        return Interlocked.CompareExchange(ref _header, header, null) ?? header;
    }

    private async ValueTask<byte[]> DeriveAsync(byte[] header, CancellationToken cancellationToken)
    {
        var cost = ReadCost(header);
        if (!cost.IsInRange)
        {
            throw KeyWrapping.Malformed();
        }

        var name = Convert.ToHexString(header);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_keys.TryGetValue(name, out var key))
            {
                // A good part of a second of work: not on the caller's thread.
                key = await Task.Run(
                    () => Argon2id.DeriveKey(
                        _passphrase, header.AsSpan(HeaderSize - SaltSize), cost.Passes, cost.MemoryInKibibytes, cost.Lanes, KeyWrapping.KeySize),
                    cancellationToken).ConfigureAwait(false);
                _keys.Add(name, key);
            }

            return key;
        }
        finally
        {
            _gate.Release();
        }
    }
}
