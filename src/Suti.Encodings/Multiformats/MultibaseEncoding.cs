// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>The encodings of the multibase registry that <see cref="Multibase"/> reads and writes.</summary>
public enum MultibaseEncoding
{
    /// <summary>Binary digits; prefix <c>0</c>.</summary>
    Base2,

    /// <summary>Octal digits; prefix <c>7</c>.</summary>
    Base8,

    /// <summary>One decimal number; prefix <c>9</c>.</summary>
    Base10,

    /// <summary>Hexadecimal, lower case; prefix <c>f</c>.</summary>
    Base16,

    /// <summary>Hexadecimal, upper case; prefix <c>F</c>.</summary>
    Base16Upper,

    /// <summary>RFC 4648 base32hex, lower case; prefix <c>v</c>.</summary>
    Base32Hex,

    /// <summary>RFC 4648 base32hex, upper case; prefix <c>V</c>.</summary>
    Base32HexUpper,

    /// <summary>RFC 4648 base32hex with padding, lower case; prefix <c>t</c>.</summary>
    Base32HexPad,

    /// <summary>RFC 4648 base32hex with padding, upper case; prefix <c>T</c>.</summary>
    Base32HexPadUpper,

    /// <summary>RFC 4648 base32, lower case; prefix <c>b</c>.</summary>
    Base32,

    /// <summary>RFC 4648 base32, upper case; prefix <c>B</c>.</summary>
    Base32Upper,

    /// <summary>RFC 4648 base32 with padding, lower case; prefix <c>c</c>.</summary>
    Base32Pad,

    /// <summary>RFC 4648 base32 with padding, upper case; prefix <c>C</c>.</summary>
    Base32PadUpper,

    /// <summary>z-base-32; prefix <c>h</c>.</summary>
    Base32Z,

    /// <summary>Base36, lower case; prefix <c>k</c>.</summary>
    Base36,

    /// <summary>Base36, upper case; prefix <c>K</c>.</summary>
    Base36Upper,

    /// <summary>Base58 with the Bitcoin alphabet; prefix <c>z</c>.</summary>
    Base58Btc,

    /// <summary>Base58 with the Flickr alphabet; prefix <c>Z</c>.</summary>
    Base58Flickr,

    /// <summary>RFC 4648 base64 without padding; prefix <c>m</c>.</summary>
    Base64,

    /// <summary>RFC 4648 base64 with padding; prefix <c>M</c>.</summary>
    Base64Pad,

    /// <summary>RFC 4648 base64url without padding; prefix <c>u</c>.</summary>
    Base64Url,

    /// <summary>RFC 4648 base64url with padding; prefix <c>U</c>.</summary>
    Base64UrlPad,

    /// <summary>One emoji per byte; prefix U+1F680.</summary>
    Base256Emoji,
}
