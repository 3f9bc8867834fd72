// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Agent;

/// <summary>Public keys in hexadecimal digits, as Veramo writes them.</summary>
internal static class PublicKeyHex
{
    public static string Encode(PublicKey key) => Hex.Encode(key.Type switch
    {
        KeyType.Secp256k1 => key.Export(PublicKeyFormat.Uncompressed),
        _ => key.Export(PublicKeyFormat.Raw),
    });

    public static PublicKey Decode(KeyType type, string hex)
    {
        if (Hex.TryDecode(hex, out var bytes)
            && (PublicKey.TryImport(type, bytes, PublicKeyFormat.Raw, out var key)
                || (type is not (KeyType.Ed25519 or KeyType.X25519) && PublicKey.TryImport(type, bytes, PublicKeyFormat.Uncompressed, out key))))
        {
            return key;
        }

        throw new SutiException(KeyErrorCodes.Invalid, "illegal_argument: publicKeyHex is not a public key of its type");
    }
}
