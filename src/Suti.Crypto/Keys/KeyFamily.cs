// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>What <see cref="PublicKey"/> and <see cref="PrivateKey"/> ask of a curve (or of RSA).</summary>
internal abstract class KeyFamily
{
    public abstract KeyType Type { get; }

    /// <summary>Decodes and fully validates a public key in <see cref="PublicKeyFormat.Raw"/>; null when it is not one.</summary>
    public abstract PublicKeyMaterial? TryImportPublic(ReadOnlySpan<byte> raw);

    /// <summary>Decodes and fully validates a private key in <see cref="PrivateKeyFormat.Raw"/>; null when it is not one.</summary>
    public abstract PrivateKeyMaterial? TryImportPrivate(ReadOnlySpan<byte> raw);

    /// <summary>Makes a new private key.</summary>
    public abstract PrivateKeyMaterial Generate(RandomSource random);
}
