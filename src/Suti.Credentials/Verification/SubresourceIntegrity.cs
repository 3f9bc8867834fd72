// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>Integrity metadata of W3C Subresource Integrity §3: digests of what stands behind an address, the strongest of which count.</summary>
public static class SubresourceIntegrity
{
    private const int MaxLength = 4096;

    /// <summary>Writes the digest of a resource, such as <c>sha256-…</c>.</summary>
    /// <param name="content">The bytes of the resource.</param>
    public static string Create(ReadOnlySpan<byte> content) => "sha256-" + Convert.ToBase64String(HashFunction.Sha256.Hash(content));

    /// <summary>
    /// Whether a resource has one of the digests of the strongest algorithm that is named and known here. False also when none is known: what could
    /// not be checked is not right.
    /// </summary>
    /// <param name="metadata">The digests, with spaces between.</param>
    /// <param name="content">The bytes of the resource.</param>
    public static bool Matches(string metadata, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Length > MaxLength)
        {
            return false;
        }

        var strongest = 0;
        var matches = false;
        foreach (var expression in metadata.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = expression.IndexOf('-', StringComparison.Ordinal);
            var hash = dash < 0 ? null : Find(expression.AsSpan(0, dash));
            if (hash is null || hash.HashSize < strongest)
            {
                continue;
            }

            // Options may follow a question mark (§3.1); there are none that mean anything.
            var text = expression.AsSpan(dash + 1);
            text = text.IndexOf('?') is >= 0 and var end ? text[..end] : text;
            matches = (hash.HashSize == strongest && matches) || HasDigest(text, hash, content);
            strongest = hash.HashSize;
        }

        return matches;
    }

    private static bool HasDigest(ReadOnlySpan<char> text, HashFunction hash, ReadOnlySpan<byte> content)
    {
        Span<byte> stated = stackalloc byte[66];
        return Convert.TryFromBase64Chars(text, stated, out var length) && CryptographicOperations.FixedTimeEquals(stated[..length], hash.Hash(content));
    }

    private static HashFunction? Find(ReadOnlySpan<char> name) => name switch
    {
        "sha256" => HashFunction.Sha256,
        "sha384" => HashFunction.Sha384,
        "sha512" => HashFunction.Sha512,
        _ => null,
    };
}
