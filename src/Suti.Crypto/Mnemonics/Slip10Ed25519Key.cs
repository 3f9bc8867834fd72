// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// A key of the Ed25519 tree of SLIP-10. All steps are hardened: the curve has no others. Dispose it to clear the secret.
/// </summary>
public sealed class Slip10Ed25519Key : IDisposable
{
    private const int KeySize = 32;

    // The secret, then the chain code.
    private readonly byte[] _node = GC.AllocateArray<byte>(2 * KeySize, pinned: true);
    private bool _disposed;

    private Slip10Ed25519Key(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        MacAlgorithm.HmacSha512.Compute(key, data, _node);

    /// <summary>The root key of a seed of 16 to 64 bytes.</summary>
    /// <exception cref="ArgumentException">The seed has another size.</exception>
    public static Slip10Ed25519Key FromSeed(ReadOnlySpan<byte> seed) => seed.Length is >= 16 and <= 64
        ? new Slip10Ed25519Key("ed25519 seed"u8, seed)
        : throw new ArgumentException("A seed has 16 to 64 bytes.", nameof(seed));

    /// <summary>Derives the key at one hardened step, given as the number without the hardening.</summary>
    public Slip10Ed25519Key Derive(uint index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, HdPath.HardenedOffset);
        Span<byte> data = stackalloc byte[1 + KeySize + sizeof(uint)];
        data[0] = 0;
        _node.AsSpan(0, KeySize).CopyTo(data[1..]);
        BinaryPrimitives.WriteUInt32BigEndian(data[^sizeof(uint)..], index | HdPath.HardenedOffset);
        var child = new Slip10Ed25519Key(_node.AsSpan(KeySize), data);
        CryptographicOperations.ZeroMemory(data);
        return child;
    }

    /// <summary>Derives the key at the end of a path, all of whose steps are hardened.</summary>
    /// <exception cref="ArgumentException">A step of the path is not hardened.</exception>
    public Slip10Ed25519Key Derive(HdPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (path.Indexes.ContainsAnyInRange(0u, HdPath.HardenedOffset - 1))
        {
            throw new ArgumentException("The Ed25519 tree has hardened steps only.", nameof(path));
        }

        var key = new Slip10Ed25519Key(this);
        foreach (var index in path.Indexes)
        {
            using var parent = key;
            key = parent.Derive(index - HdPath.HardenedOffset);
        }

        return key;
    }

    /// <summary>The key to sign with.</summary>
    public PrivateKey ToPrivateKey(KeyExportPolicy exportPolicy = KeyExportPolicy.None)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return PrivateKey.Import(KeyType.Ed25519, _node.AsSpan(0, KeySize), PrivateKeyFormat.Raw, exportPolicy);
    }

    /// <summary>Clears the secret. The key cannot be used afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_node);
    }

    internal ReadOnlySpan<byte> Secret => _node.AsSpan(0, KeySize);

    internal ReadOnlySpan<byte> ChainCode => _node.AsSpan(KeySize);

    private Slip10Ed25519Key(Slip10Ed25519Key other) => other._node.CopyTo(_node.AsSpan());
}
