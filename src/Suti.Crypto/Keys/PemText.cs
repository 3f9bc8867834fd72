// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>Textual encodings (RFC 7468): exactly one, with nothing but white space around it.</summary>
internal static class PemText
{
    public const string PublicKey = "PUBLIC KEY";
    public const string PrivateKey = "PRIVATE KEY";
    public const string EcPrivateKey = "EC PRIVATE KEY";
    public const string RsaPrivateKey = "RSA PRIVATE KEY";
    public const string RsaPublicKey = "RSA PUBLIC KEY";

    /// <summary>More than any key that is accepted takes.</summary>
    private const int MaximumLength = 16 * 1024;

    /// <summary>
    /// Decodes into an array of pinned memory, which the caller clears if it holds a secret; null when malformed.
    /// </summary>
    public static byte[]? TryDecode(ReadOnlySpan<char> text, out string label)
    {
        label = string.Empty;
        text = text.Trim();
        if (text.Length > MaximumLength
            || !PemEncoding.TryFind(text, out var fields)
            || fields.Location.Start.Value != 0
            || fields.Location.End.Value != text.Length)
        {
            return null;
        }

        var bytes = GC.AllocateUninitializedArray<byte>(fields.DecodedDataLength, pinned: true);
        if (!Convert.TryFromBase64Chars(text[fields.Base64Data], bytes, out var written) || written != bytes.Length)
        {
            CryptographicOperations.ZeroMemory(bytes);
            return null;
        }

        label = text[fields.Label].ToString();
        return bytes;
    }
}
