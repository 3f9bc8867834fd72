// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// The <c>AlgorithmIdentifier</c> of each type of key as whole DER elements. DER has one form for each, so that
/// reading one is comparing bytes, its parameters included.
/// </summary>
internal static class AlgorithmIdentifier
{
    /// <summary>The identifier by RFC 8410 section 3, RFC 5480 section 2.1.1 or RFC 3279 section 2.3.1.</summary>
    public static ReadOnlySpan<byte> Of(KeyType type) => type switch
    {
        KeyType.Ed25519 => [0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70],
        KeyType.X25519 => [0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x6E],
        KeyType.Secp256k1 =>
        [
            0x30, 0x10, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x0A,
        ],
        KeyType.P256 =>
        [
            0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
            0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
        ],
        KeyType.P384 =>
        [
            0x30, 0x10, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22,
        ],
        KeyType.P521 =>
        [
            0x30, 0x10, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23,
        ],
        KeyType.Rsa => [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of key."),
    };

    /// <summary>
    /// The object identifier of a curve in Weierstrass form, which is the parameter of its identifier.
    /// </summary>
    public static ReadOnlySpan<byte> CurveOf(KeyType type) => Of(type)[11..];

    /// <summary>Reads an identifier; false when it is none of ours.</summary>
    public static bool TryRead(scoped ref DerReader reader, out KeyType type)
    {
        type = default;
        if (!reader.TryReadWhole(DerReader.Sequence, out var element))
        {
            return false;
        }

        for (var candidate = KeyType.Ed25519; candidate <= KeyType.Rsa; candidate++)
        {
            if (element.SequenceEqual(Of(candidate)))
            {
                type = candidate;
                return true;
            }
        }

        return false;
    }
}
