// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// A private key that can sign, wherever it lives: in memory (<see cref="PrivateKey"/>), in a key management system, in a
/// device. Code that signs takes this and never the key.
/// </summary>
public interface ISigner
{
    /// <summary>The public half.</summary>
    PublicKey PublicKey { get; }

    /// <summary>Whether this signer can make signatures of <paramref name="algorithm"/>.</summary>
    bool CanSign(SignatureAlgorithm algorithm);

    /// <summary>Signs <paramref name="data"/>; the algorithm hashes it as it prescribes.</summary>
    /// <exception cref="NotSupportedException">The signer does not support the algorithm.</exception>
    ValueTask<byte[]> SignAsync(
        SignatureAlgorithm algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default);

    /// <summary>Signs a digest that the caller computed. Only for algorithms that sign a digest, as ECDSA does.</summary>
    /// <exception cref="NotSupportedException">The signer or the algorithm does not sign digests.</exception>
    ValueTask<byte[]> SignDigestAsync(
        SignatureAlgorithm algorithm, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken = default);
}
