// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Encodings;

namespace Suti.Crypto;

/// <summary>
/// Public keys as multikeys (W3C Controlled Identifiers §2.2.2): the multicodec of the type in front, all of it in multibase. It is
/// also the text of did:key.
/// </summary>
public static class Multikey
{
    /// <summary>An RSA key of 8192 bits is shorter; what is longer is not decoded at all.</summary>
    private const int MaxLength = 2048;

    private static readonly (Multicodec Codec, KeyType Type)[] Types =
    [
        (Multicodec.Ed25519PublicKey, KeyType.Ed25519),
        (Multicodec.X25519PublicKey, KeyType.X25519),
        (Multicodec.Secp256k1PublicKey, KeyType.Secp256k1),
        (Multicodec.P256PublicKey, KeyType.P256),
        (Multicodec.P384PublicKey, KeyType.P384),
        (Multicodec.P521PublicKey, KeyType.P521),
        (Multicodec.RsaPublicKey, KeyType.Rsa),
    ];

    /// <summary>The multikey of a key, in base58btc.</summary>
    public static string Encode(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var codec = Array.Find(Types, entry => entry.Type == key.Type).Codec;
        return Multibase.Encode(MultibaseEncoding.Base58Btc, codec.Prefix(key.Raw));
    }

    /// <summary>The key of a multikey that may come from anywhere; false when it is none, or of a type that is not supported.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        return TrySplit(text, out var codec, out var content)
            && TryGetKeyType(codec, out var type)
            && PublicKey.TryImport(type, content, PublicKeyFormat.Raw, out key);
    }

    /// <summary>The key of a multikey.</summary>
    /// <exception cref="FormatException">It is not a multikey of a valid key of a supported type.</exception>
    public static PublicKey Decode(string text) =>
        TryDecode(text, out var key) ? key : throw new FormatException("Not a multikey of a valid key of a supported type.");

    /// <summary>
    /// The parts of a multikey, also of one whose type is not supported here. Base58btc is the usual encoding; base64url is the
    /// other that Controlled Identifiers allows.
    /// </summary>
    public static bool TrySplit(string text, out Multicodec codec, [NotNullWhen(true)] out byte[]? content)
    {
        ArgumentNullException.ThrowIfNull(text);
        codec = default;
        content = null;
        if (text.Length <= MaxLength
            && Multibase.TryDecode(text, out var encoding, out var bytes)
            && encoding is MultibaseEncoding.Base58Btc or MultibaseEncoding.Base64Url
            && Multicodec.TrySplit(bytes, out codec, out var rest))
        {
            content = rest.ToArray();
        }

        return content is not null;
    }

    /// <summary>The type of key that a multicodec stands for; false for one that is not supported here.</summary>
    public static bool TryGetKeyType(Multicodec codec, out KeyType type)
    {
        foreach (var entry in Types)
        {
            if (entry.Codec.Equals(codec))
            {
                type = entry.Type;
                return true;
            }
        }

        type = default;
        return false;
    }
}
