// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>The hash functions of <c>_sd_alg</c>, by their names in the registry of named information hashes.</summary>
internal static class SdJwtHash
{
    /// <summary>The name that holds when an SD-JWT says nothing (RFC 9901 §4.1.1).</summary>
    public const string DefaultName = "sha-256";

    public static HashFunction? Find(string name) => name switch
    {
        "sha-256" => HashFunction.Sha256,
        "sha-384" => HashFunction.Sha384,
        "sha-512" => HashFunction.Sha512,
        "sha3-256" => HashFunction.Sha3_256,
        "sha3-384" => HashFunction.Sha3_384,
        "sha3-512" => HashFunction.Sha3_512,
        _ => null,
    };

    /// <summary>The base64url digest of the ASCII bytes of a text.</summary>
    public static string Digest(HashFunction hash, string text)
    {
        Span<byte> digest = stackalloc byte[64];
        digest = digest[..hash.HashSize];
        hash.Hash(Encoding.ASCII.GetBytes(text), digest);
        return Base64Url.Encode(digest);
    }
}
