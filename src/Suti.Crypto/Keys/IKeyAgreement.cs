// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A private key that can agree on a shared secret, wherever it lives.</summary>
public interface IKeyAgreement
{
    /// <summary>The public half.</summary>
    PublicKey PublicKey { get; }

    /// <summary>
    /// The raw shared secret with <paramref name="peer"/>: the 32 bytes of X25519, or the x coordinate for Weierstrass curves.
    /// The caller derives a key from it and clears it.
    /// </summary>
    /// <exception cref="ArgumentException">The peer's key is of another type.</exception>
    /// <exception cref="SutiException">
    /// The peer's key gives no usable secret (<see cref="CryptoErrorCodes.KeyAgreementFailed"/>).
    /// </exception>
    ValueTask<byte[]> AgreeAsync(PublicKey peer, CancellationToken cancellationToken = default);
}
