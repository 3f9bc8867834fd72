// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>Public keys with the multicodec of their type in front, as multibase: the form of did:key and of Multikey.</summary>
internal static class MulticodecKeys
{
    /// <summary>A key of 8192 bits is shorter; what is longer is not decoded at all.</summary>
    private const int MaxLength = 2048;

    private static readonly Dictionary<Multicodec, KeyType> Types = new()
    {
        [Multicodec.Ed25519PublicKey] = KeyType.Ed25519,
        [Multicodec.X25519PublicKey] = KeyType.X25519,
        [Multicodec.Secp256k1PublicKey] = KeyType.Secp256k1,
        [Multicodec.P256PublicKey] = KeyType.P256,
        [Multicodec.P384PublicKey] = KeyType.P384,
        [Multicodec.P521PublicKey] = KeyType.P521,
        [Multicodec.RsaPublicKey] = KeyType.Rsa,
    };

    /// <summary>Multikeys are in base58btc; Controlled Identifiers §2.2.2 allows base64url beside it.</summary>
    public static bool TrySplit(string multibase, out Multicodec codec, [NotNullWhen(true)] out byte[]? content)
    {
        codec = default;
        content = null;
        if (multibase.Length > MaxLength
            || !Multibase.TryDecode(multibase, out var encoding, out var bytes)
            || encoding is not (MultibaseEncoding.Base58Btc or MultibaseEncoding.Base64Url)
            || !Multicodec.TrySplit(bytes, out codec, out var rest))
        {
            return false;
        }

        content = rest.ToArray();
        return true;
    }

    public static bool TryRead(string multibase, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out DidError? error)
    {
        key = null;
        if (!TrySplit(multibase, out var codec, out var content))
        {
            error = new(DidErrorCodes.InvalidPublicKey, "The key is not multibase with a multicodec in front.");
            return false;
        }

        if (!Types.TryGetValue(codec, out var type))
        {
            error = new(DidErrorCodes.UnsupportedPublicKeyType, $"Keys of the multicodec {codec} are not supported.");
            return false;
        }

        error = PublicKey.TryImport(type, content, PublicKeyFormat.Raw, out key)
            ? null
            : new(DidErrorCodes.InvalidPublicKey, $"Not a valid {type} public key.");
        return key is not null;
    }

    public static string Write(PublicKey key)
    {
        foreach (var (codec, type) in Types)
        {
            if (type == key.Type)
            {
                return Multibase.Encode(MultibaseEncoding.Base58Btc, codec.Prefix(key.Raw));
            }
        }

        throw new ArgumentException($"Keys of type {key.Type} have no multicodec.", nameof(key));
    }
}
