// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>The names of curves in JWK (<c>crv</c>) and the sizes that go with them.</summary>
internal static class JwkCurves
{
    public static KeyType? EllipticCurveType(string? name) => name switch
    {
        "P-256" => KeyType.P256,
        "P-384" => KeyType.P384,
        "P-521" => KeyType.P521,
        "secp256k1" => KeyType.Secp256k1,
        _ => null,
    };

    public static KeyType? OctetKeyPairType(string? name) => name switch
    {
        "Ed25519" => KeyType.Ed25519,
        "X25519" => KeyType.X25519,
        _ => null,
    };

    public static string Name(KeyType type) => type switch
    {
        KeyType.P256 => "P-256",
        KeyType.P384 => "P-384",
        KeyType.P521 => "P-521",
        KeyType.Secp256k1 => "secp256k1",
        KeyType.Ed25519 => "Ed25519",
        KeyType.X25519 => "X25519",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a curve."),
    };

    /// <summary>The size of a coordinate, and of the scalar, in bytes (RFC 7518 §6.2.1.2).</summary>
    public static int CoordinateSize(KeyType type) => type switch
    {
        KeyType.P384 => 48,
        KeyType.P521 => 66,
        _ => 32,
    };
}
