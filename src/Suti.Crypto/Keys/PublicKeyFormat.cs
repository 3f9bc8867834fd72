// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>Binary forms of a public key. Import accepts exactly the form that is named.</summary>
public enum PublicKeyFormat
{
    /// <summary>
    /// The form of multicodec keys: 32 bytes for Ed25519 and X25519, the compressed SEC 1 point for the other curves, the
    /// PKCS #1 <c>RSAPublicKey</c> for RSA.
    /// </summary>
    Raw,

    /// <summary>The uncompressed SEC 1 point, <c>04 ‖ x ‖ y</c>. Only for curves in Weierstrass form.</summary>
    Uncompressed,

    /// <summary>DER <c>SubjectPublicKeyInfo</c> (RFC 5280, RFC 5480, RFC 8410).</summary>
    Spki,
}
