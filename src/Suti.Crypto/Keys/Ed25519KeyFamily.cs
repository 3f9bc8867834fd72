// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Ed25519 keys (RFC 8032 §5.1.5): a seed and an encoded point of 32 bytes each.</summary>
internal sealed class Ed25519KeyFamily : KeyFamily
{
    public override KeyType Type => KeyType.Ed25519;

    public override PublicKeyMaterial? TryImportPublic(ReadOnlySpan<byte> raw) => Ed25519PublicMaterial.TryDecode(raw);

    public override PrivateKeyMaterial? TryImportPrivate(ReadOnlySpan<byte> raw) =>
        raw.Length == Ed25519PrivateMaterial.SeedSize ? Ed25519PrivateMaterial.FromSeed(raw) : null;

    public override PrivateKeyMaterial Generate(RandomSource random) => Ed25519PrivateMaterial.Generate(random);
}
