// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>
/// RSA signatures (RFC 8017) by the platform. They have the size of the key's modulus. A browser has none.
/// </summary>
public sealed class RsaSignature : SignatureAlgorithm
{
    private readonly HashAlgorithmName _hash;
    private readonly RSASignaturePadding _padding;

    internal RsaSignature(string name, HashAlgorithmName hash, RSASignaturePadding padding)
        : base(name, KeyType.Rsa, signatureSize: 0)
    {
        _hash = hash;
        _padding = padding;
    }

    /// <inheritdoc/>
    public override int GetSignatureSize(PublicKey publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        RequireKeyType(publicKey.Type, nameof(publicKey));
        return ((RsaPublicKey)publicKey.Material).Modulus.Length;
    }

    private protected override void SignCore(PrivateKey key, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var handles = ((RsaPrivateKey)key.Material).Handles;
        var rsa = handles.Take();
        if (!rsa.TrySignData(data, signature, _hash, _padding, out var written) || written != signature.Length)
        {
            rsa.Dispose();
            throw new CryptographicException("The platform made a signature of another size than the modulus.");
        }

        handles.Return(rsa);
    }

    private protected override bool VerifyCore(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != GetSignatureSize(key))
        {
            return false;
        }

        var handles = ((RsaPublicKey)key.Material).Handles;
        var rsa = handles.Take();
        var verified = rsa.VerifyData(data, signature, _hash, _padding);
        handles.Return(rsa);
        return verified;
    }
}
