// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>What a recipient decrypts with: a private key (wherever it lives), a shared secret or a password.</summary>
[DebuggerDisplay("{KeyId,nq}")]
public sealed class JweKey : IDisposable
{
    private readonly byte[] _secret;
    private readonly JwkMetadata? _metadata;

    private JweKey(JweKeyKind kind, string? keyId, JwkMetadata? metadata, byte[] secret)
    {
        Kind = kind;
        KeyId = keyId;
        _metadata = metadata;
        _secret = secret;
    }

    /// <summary>What the recipient is named by in the message; any recipient that fits is tried when null.</summary>
    public string? KeyId { get; }

    internal JweKeyKind Kind { get; }

    internal IKeyAgreement? Agreement { get; private init; }

    internal PrivateKey? Rsa { get; private init; }

    /// <summary>The shared secret, or the password in UTF-8.</summary>
    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>A private key for ECDH, in memory or elsewhere.</summary>
    public static JweKey FromAgreement(IKeyAgreement agreement, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return new JweKey(JweKeyKind.Agreement, keyId, null, []) { Agreement = agreement };
    }

    /// <summary>A private RSA key.</summary>
    /// <exception cref="ArgumentException">It is not an RSA key.</exception>
    public static JweKey FromRsa(PrivateKey key, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == KeyType.Rsa
            ? new JweKey(JweKeyKind.Rsa, keyId, null, []) { Rsa = key }
            : throw new ArgumentException($"An RSA key is needed, not a {key.Type} key.", nameof(key));
    }

    /// <summary>A shared secret, for key wrap or as the content key itself.</summary>
    public static JweKey FromSecret(ReadOnlySpan<byte> secret, string? keyId = null) =>
        new(JweKeyKind.Secret, keyId, null, secret.ToArray());

    /// <summary>A password (RFC 7518 §4.8).</summary>
    public static JweKey FromPassword(string password, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(password);
        return new JweKey(JweKeyKind.Password, keyId, null, Encoding.UTF8.GetBytes(password));
    }

    /// <summary>The key of a JWK, whose <c>use</c>, <c>key_ops</c> and <c>alg</c> must allow what the message asks.</summary>
    /// <exception cref="ArgumentException">The JWK holds no secret.</exception>
    public static JweKey FromJwk(Jwk key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key switch
        {
            { IsSymmetric: true } => new JweKey(JweKeyKind.Secret, key.KeyId, key.Metadata, key.Secret.ToArray()),
            { PrivateKey: null } => throw new ArgumentException("The JWK holds no private key.", nameof(key)),
            { PrivateKey: { Type: KeyType.Rsa } rsa } => new JweKey(JweKeyKind.Rsa, key.KeyId, key.Metadata, []) { Rsa = rsa },
            _ => new JweKey(JweKeyKind.Agreement, key.KeyId, key.Metadata, []) { Agreement = key.PrivateKey },
        };
    }

    /// <summary>Clears the secret or password that it holds. Private keys belong to their owner.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_secret);

    /// <summary>Whether this is the kind of key that the algorithm takes, and may be used so.</summary>
    internal bool Fits(JweAlgorithm algorithm, string encryption)
    {
        var (kind, use) = algorithm.Kind switch
        {
            JweAlgorithmKind.Direct => (JweKeyKind.Secret, JwkUse.Decrypt),
            JweAlgorithmKind.AesKeyWrap or JweAlgorithmKind.AesGcmKeyWrap => (JweKeyKind.Secret, JwkUse.UnwrapKey),
            JweAlgorithmKind.Rsa => (JweKeyKind.Rsa, JwkUse.UnwrapKey),
            JweAlgorithmKind.Password => (JweKeyKind.Password, JwkUse.DeriveKey),
            _ => (JweKeyKind.Agreement, JwkUse.DeriveKey),
        };

        // A secret for direct use may say in its alg which enc it is for (RFC 7520 §5.6).
        return kind == Kind
            && (_metadata is null
                || _metadata.Allows(use, algorithm.Name)
                || (algorithm == JweAlgorithm.Direct && _metadata.Allows(use, encryption)));
    }
}
