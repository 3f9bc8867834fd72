// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <content>The seams that code uses which does not know where a key lives.</content>
public sealed partial class PrivateKey
{
    bool ISigner.CanSign(SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.KeyType == Type;
    }

    ValueTask<byte[]> ISigner.SignAsync(
        SignatureAlgorithm algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        RequireSupport(algorithm);
        cancellationToken.ThrowIfCancellationRequested();
        return new(algorithm.Sign(this, data.Span));
    }

    ValueTask<byte[]> ISigner.SignDigestAsync(
        SignatureAlgorithm algorithm, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        RequireSupport(algorithm);
        cancellationToken.ThrowIfCancellationRequested();
        return new(algorithm.SignDigestOf(this, digest.Span));
    }

    ValueTask<byte[]> IKeyAgreement.AgreeAsync(PublicKey peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(peer);
        cancellationToken.ThrowIfCancellationRequested();
        if (peer.Type != Type)
        {
            throw new ArgumentException($"A {Type} key does not agree with a {peer.Type} key.", nameof(peer));
        }

        var algorithm = KeyAgreementAlgorithm.For(Type)
            ?? throw new NotSupportedException($"{Type} keys do not agree on secrets.");
        var secret = GC.AllocateUninitializedArray<byte>(algorithm.SharedSecretSize, pinned: true);
        return algorithm.TryAgree(this, peer, secret)
            ? new(secret)
            : throw new SutiException(CryptoErrorCodes.KeyAgreementFailed, "The peer's key gives no usable shared secret.");
    }

    private void RequireSupport(SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.KeyType != Type)
        {
            throw new NotSupportedException($"A {Type} key does not make {algorithm.Name} signatures.");
        }
    }
}
