// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Binary forms of a private key. Import accepts exactly the form that is named.</summary>
public enum PrivateKeyFormat
{
    /// <summary>
    /// The secret alone: the 32-byte seed for Ed25519, the 32-byte scalar for X25519, the big-endian scalar of full length
    /// for Weierstrass curves, the PKCS #1 <c>RSAPrivateKey</c> for RSA.
    /// </summary>
    Raw,

    /// <summary>DER <c>ECPrivateKey</c> (SEC 1, RFC 5915). Only for curves in Weierstrass form.</summary>
    Sec1,

    /// <summary>DER <c>PrivateKeyInfo</c> (RFC 5208, RFC 5958, RFC 8410), not encrypted.</summary>
    Pkcs8,
}
