// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// A signature algorithm. Each is a singleton; spans in, spans out, with an allocating overload beside. Signing is
/// deterministic and constant-time; verification answers with a <see cref="bool"/> and never throws on hostile input.
/// </summary>
public abstract partial class SignatureAlgorithm
{
    private protected SignatureAlgorithm(string name, KeyType keyType, int signatureSize)
    {
        Name = name;
        KeyType = keyType;
        SignatureSize = signatureSize;
    }

    /// <summary>Ed25519 (RFC 8032).</summary>
    public static Ed25519 Ed25519 { get; } = new();

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The type of key it takes.</summary>
    public KeyType KeyType { get; }

    /// <summary>The size of a signature in bytes; 0 where it depends on the key (RSA).</summary>
    public int SignatureSize { get; }

    /// <summary>The size in bytes of a signature that verifies under <paramref name="publicKey"/>.</summary>
    public virtual int GetSignatureSize(PublicKey publicKey) => SignatureSize;

    /// <summary>Signs <paramref name="data"/>.</summary>
    /// <exception cref="ArgumentException">The key is of another type.</exception>
    public byte[] Sign(PrivateKey key, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(key);
        var signature = new byte[GetSignatureSize(key.PublicKey)];
        Sign(key, data, signature);
        return signature;
    }

    /// <summary>Signs <paramref name="data"/> into <paramref name="signature"/>, which has exactly the size of a signature.</summary>
    /// <exception cref="ArgumentException">The key is of another type, or the destination of another size.</exception>
    public void Sign(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireKeyType(key.Type, nameof(key));
        if (signature.Length != GetSignatureSize(key.PublicKey))
        {
            throw new ArgumentException($"A {Name} signature takes exactly {GetSignatureSize(key.PublicKey)} bytes.", nameof(signature));
        }

        SignCore(key, data, signature);
    }

    /// <summary>Whether <paramref name="signature"/> is valid for <paramref name="data"/> under <paramref name="key"/>.</summary>
    /// <returns>False also when the signature is malformed or the key is of another type.</returns>
    public bool Verify(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == KeyType && VerifyCore(key, data, signature);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Signs a digest for a signer that knows the algorithm by this type only.</summary>
    /// <exception cref="NotSupportedException">The algorithm does not sign digests.</exception>
    internal virtual byte[] SignDigestOf(PrivateKey key, ReadOnlySpan<byte> digest) =>
        throw new NotSupportedException($"{Name} does not sign a digest that the caller computed.");

    private protected abstract void SignCore(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature);

    private protected abstract bool VerifyCore(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    private protected void RequireKeyType(KeyType type, string parameterName)
    {
        if (type != KeyType)
        {
            throw new ArgumentException($"{Name} takes a {KeyType} key, not a {type} key.", parameterName);
        }
    }
}
