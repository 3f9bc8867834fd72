// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// Which signatures <see cref="Ed25519"/> accepts. All three accept every honestly made signature, and all demand
/// <c>S &lt; L</c>; they differ in crafted ones, and systems that must agree with each other choose the same.
/// </summary>
public enum Ed25519Verification
{
    /// <summary>
    /// RFC 8032 §5.1.7 with the equation <c>[S]B = R + [k]A</c>; key and R in canonical encoding and not of small order. What
    /// libsodium does.
    /// </summary>
    Strict,

    /// <summary>
    /// The same demands on encodings and orders with the equation <c>[8][S]B = [8]R + [8][k]A</c>. One by one and in batches it
    /// gives the same answers.
    /// </summary>
    Cofactored,

    /// <summary>
    /// ZIP 215: the equation with the cofactor, where key and R may be of small order and, for raw keys, in any encoding. One by
    /// one and in batches it gives the same answers.
    /// </summary>
    Zip215,
}
