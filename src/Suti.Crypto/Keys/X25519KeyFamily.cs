// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// X25519 keys (RFC 7748 §5): any 32 bytes are a scalar, and any 32 bytes a u coordinate, which need not be reduced. What
/// gives no secret is refused when agreeing.
/// </summary>
internal sealed class X25519KeyFamily : KeyFamily
{
    public override KeyType Type => KeyType.X25519;

    public override PublicKeyMaterial? TryImportPublic(ReadOnlySpan<byte> raw) =>
        raw.Length == X25519Core.Size ? new X25519PublicMaterial(raw.ToArray()) : null;

    public override PrivateKeyMaterial? TryImportPrivate(ReadOnlySpan<byte> raw) =>
        raw.Length == X25519Core.Size ? X25519PrivateMaterial.FromRaw(raw) : null;

    public override PrivateKeyMaterial Generate(RandomSource random) => X25519PrivateMaterial.Generate(random);
}
