// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The families, by type of key.</summary>
internal static class KeyFamilies
{
    private static readonly Ed25519KeyFamily Ed25519 = new();
    private static readonly X25519KeyFamily X25519 = new();

    public static KeyFamily Of(KeyType type) => type switch
    {
        KeyType.Ed25519 => Ed25519,
        KeyType.X25519 => X25519,
        KeyType.Secp256k1 => WeierstrassCurve.Secp256k1,
        KeyType.P256 => WeierstrassCurve.P256,
        KeyType.P384 => WeierstrassCurve.P384,
        KeyType.P521 => WeierstrassCurve.P521,
        KeyType.Rsa => RsaFamily.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of key."),
    };
}
