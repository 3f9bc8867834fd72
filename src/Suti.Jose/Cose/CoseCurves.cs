// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>The identifiers of curves and of kinds of keys in COSE_Key (RFC 9053 §7.1, RFC 8812).</summary>
internal static class CoseCurves
{
    public const long OctetKeyPair = 1;
    public const long EllipticCurve = 2;
    public const long Symmetric = 4;

    public static KeyType? Find(long keyType, long curve) => (keyType, curve) switch
    {
        (EllipticCurve, 1) => KeyType.P256,
        (EllipticCurve, 2) => KeyType.P384,
        (EllipticCurve, 3) => KeyType.P521,
        (EllipticCurve, 8) => KeyType.Secp256k1,
        (OctetKeyPair, 4) => KeyType.X25519,
        (OctetKeyPair, 6) => KeyType.Ed25519,
        _ => null,
    };

    public static long Id(KeyType type) => type switch
    {
        KeyType.P256 => 1,
        KeyType.P384 => 2,
        KeyType.P521 => 3,
        KeyType.X25519 => 4,
        KeyType.Ed25519 => 6,
        KeyType.Secp256k1 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a curve of COSE."),
    };

    public static long KeyTypeId(KeyType type) => type is KeyType.Ed25519 or KeyType.X25519 ? OctetKeyPair : EllipticCurve;
}
