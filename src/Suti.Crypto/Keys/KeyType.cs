// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The kind of an asymmetric key: its curve, or RSA. One key may serve several algorithms.</summary>
public enum KeyType
{
    /// <summary>Edwards curve 25519, for Ed25519 signatures (RFC 8032).</summary>
    Ed25519 = 1,

    /// <summary>Montgomery curve 25519, for X25519 key agreement (RFC 7748).</summary>
    X25519 = 2,

    /// <summary>secp256k1 (SEC 2), the curve of Ethereum and Bitcoin.</summary>
    Secp256k1 = 3,

    /// <summary>NIST P-256, also called secp256r1 and prime256v1.</summary>
    P256 = 4,

    /// <summary>NIST P-384, also called secp384r1.</summary>
    P384 = 5,

    /// <summary>NIST P-521, also called secp521r1.</summary>
    P521 = 6,

    /// <summary>RSA (RFC 8017).</summary>
    Rsa = 7,
}
