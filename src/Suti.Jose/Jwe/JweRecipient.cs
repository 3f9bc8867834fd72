// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>One whom a new JWE is for: a key and how the content key is brought to it.</summary>
[DebuggerDisplay("{Algorithm,nq} {KeyId,nq}")]
public sealed class JweRecipient
{
    private readonly byte[] _secret;

    private JweRecipient(JweAlgorithm algorithm, string? keyId, PublicKey? key, byte[] secret)
    {
        if (algorithm.IsDecryptOnly)
        {
            throw new ArgumentException($"{algorithm} is for reading old messages only.", nameof(algorithm));
        }

        Algorithm = algorithm;
        KeyId = keyId;
        Key = key;
        _secret = secret;
    }

    /// <summary>How the content key is brought.</summary>
    public JweAlgorithm Algorithm { get; }

    /// <summary>What the recipient's key is known by: <c>kid</c>.</summary>
    public string? KeyId { get; }

    internal PublicKey? Key { get; }

    internal ReadOnlySpan<byte> Secret => _secret;

    internal int Iterations { get; private init; }

    /// <summary>A recipient with a public key: ECDH for curves, RSAES for RSA.</summary>
    /// <param name="key">The recipient's key.</param>
    /// <param name="algorithm">ECDH-ES+A256KW or RSA-OAEP-256 when null.</param>
    /// <param name="keyId">What the key is known by.</param>
    /// <exception cref="ArgumentException">The key is not one for the algorithm.</exception>
    public static JweRecipient FromPublicKey(PublicKey key, JweAlgorithm? algorithm = null, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        algorithm ??= key.Type == KeyType.Rsa ? JweAlgorithm.RsaOaep256 : JweAlgorithm.EcdhEsA256KW;
        var fits = key.Type == KeyType.Rsa ? algorithm.Kind == JweAlgorithmKind.Rsa
            : algorithm.IsAgreement && key.Type is KeyType.X25519 or KeyType.P256 or KeyType.P384 or KeyType.P521 or KeyType.Secp256k1;
        return fits
            ? new JweRecipient(algorithm, keyId, key, [])
            : throw new ArgumentException($"A {key.Type} key is not one for {algorithm}.", nameof(key));
    }

    /// <summary>A recipient who shares a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="algorithm">Direct use, AES key wrap or AES-GCM key wrap.</param>
    /// <param name="keyId">What the secret is known by.</param>
    /// <exception cref="ArgumentException">The secret is not one for the algorithm.</exception>
    public static JweRecipient FromSecret(ReadOnlySpan<byte> secret, JweAlgorithm algorithm, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        var fits = algorithm.Kind switch
        {
            JweAlgorithmKind.Direct => !secret.IsEmpty,
            JweAlgorithmKind.AesKeyWrap or JweAlgorithmKind.AesGcmKeyWrap => secret.Length == algorithm.WrappingKeySize,
            _ => false,
        };
        return fits
            ? new JweRecipient(algorithm, keyId, null, secret.ToArray())
            : throw new ArgumentException($"A secret of {secret.Length} bytes is not one for {algorithm}.", nameof(secret));
    }

    /// <summary>A recipient who shares a password.</summary>
    /// <param name="password">The password.</param>
    /// <param name="algorithm">PBES2-HS512+A256KW when null.</param>
    /// <param name="iterations">How often PBKDF2 iterates.</param>
    /// <param name="keyId">What the password is known by.</param>
    public static JweRecipient FromPassword(
        string password, JweAlgorithm? algorithm = null, int iterations = 210_000, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1000);
        algorithm ??= JweAlgorithm.Pbes2Hs512A256KW;
        return algorithm.Kind == JweAlgorithmKind.Password
            ? new JweRecipient(algorithm, keyId, null, Encoding.UTF8.GetBytes(password)) { Iterations = iterations }
            : throw new ArgumentException($"{algorithm} takes no password.", nameof(algorithm));
    }
}
