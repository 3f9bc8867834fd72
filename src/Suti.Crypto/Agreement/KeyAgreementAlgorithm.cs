// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A Diffie-Hellman key agreement. Each is a singleton.</summary>
public abstract partial class KeyAgreementAlgorithm
{
    private protected KeyAgreementAlgorithm(string name, KeyType keyType, int sharedSecretSize)
    {
        Name = name;
        KeyType = keyType;
        SharedSecretSize = sharedSecretSize;
    }

    /// <summary>X25519 (RFC 7748).</summary>
    public static X25519 X25519 { get; } = new();

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The type of key it takes.</summary>
    public KeyType KeyType { get; }

    /// <summary>The size of the raw shared secret in bytes.</summary>
    public int SharedSecretSize { get; }

    /// <summary>
    /// Computes the raw shared secret. False when the peer's key gives none that may be used, as a point of small order does;
    /// the destination is then cleared.
    /// </summary>
    /// <exception cref="ArgumentException">A key is of another type, or the destination of another size.</exception>
    public bool TryAgree(PrivateKey key, PublicKey peer, Span<byte> sharedSecret)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(peer);
        if (key.Type != KeyType || peer.Type != KeyType)
        {
            throw new ArgumentException($"{Name} takes {KeyType} keys, not {key.Type} with {peer.Type}.", nameof(peer));
        }

        if (sharedSecret.Length != SharedSecretSize)
        {
            throw new ArgumentException($"{Name} gives exactly {SharedSecretSize} bytes.", nameof(sharedSecret));
        }

        return TryAgreeCore(key, peer, sharedSecret);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract bool TryAgreeCore(PrivateKey key, PublicKey peer, Span<byte> sharedSecret);
}
