// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>What ECDH-ES and ECDH-1PU share on both sides: the key from the agreed secret (RFC 7518 §4.6.2).</summary>
internal static class JweAgreement
{
    /// <summary>Derives the wrapping key, or the content key of a direct agreement.</summary>
    /// <param name="secret">Ze, or Ze ‖ Zs for ECDH-1PU. It is cleared.</param>
    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="encryption">The <c>enc</c>.</param>
    /// <param name="partyU"><c>apu</c>, decoded.</param>
    /// <param name="partyV"><c>apv</c>, decoded.</param>
    /// <param name="tag">The tag of the content, which draft 4 of ECDH-1PU binds when it wraps.</param>
    public static byte[] DeriveKey(
        byte[] secret,
        JweAlgorithm algorithm,
        JweEncryption encryption,
        ReadOnlySpan<byte> partyU,
        ReadOnlySpan<byte> partyV,
        ReadOnlySpan<byte> tag)
    {
        var isDirect = algorithm.IsDirect;
        var key = new byte[isDirect ? encryption.Aead.KeySize : algorithm.WrappingKeySize];
        byte[] boundTag = [];
        if (algorithm == JweAlgorithm.Ecdh1PuA256KW)
        {
            boundTag = new byte[4 + tag.Length];
            BinaryPrimitives.WriteInt32BigEndian(boundTag, tag.Length);
            tag.CopyTo(boundTag.AsSpan(4));
        }

        var name = Encoding.ASCII.GetBytes(isDirect ? encryption.Name : algorithm.Name);
        ConcatKdf.DeriveKey(secret, ConcatKdf.GetOtherInfo(name, partyU, partyV, key.Length * 8, boundTag), key);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <summary>Ze ‖ Zs, or Ze alone when there is no second secret. The parts are cleared.</summary>
    public static byte[] Join(byte[] ephemeral, byte[]? fixedSecret)
    {
        if (fixedSecret is null)
        {
            return ephemeral;
        }

        byte[] joined = [.. ephemeral, .. fixedSecret];
        CryptographicOperations.ZeroMemory(ephemeral);
        CryptographicOperations.ZeroMemory(fixedSecret);
        return joined;
    }

    /// <summary>The ephemeral key of a header, which must be public and of the recipient's type.</summary>
    public static PublicKey? ReadEphemeralKey(JoseHeader header, KeyType type) =>
        header.TryGetMember("epk", out var member)
        && member.ValueKind == JsonValueKind.Object
        && Jwk.TryParse(Encoding.UTF8.GetBytes(member.GetRawText()), out var key, out _)
        && key is { IsSecret: false, PublicKey: { } publicKey }
        && publicKey.Type == type
            ? publicKey
            : null;

    /// <summary>A member of base64url; empty when there is none, null when it is malformed.</summary>
    public static byte[]? ReadBytes(JoseHeader header, string name) =>
        !header.TryGetMember(name, out var member) ? []
        : member.ValueKind == JsonValueKind.String && Base64Url.TryDecode(member.GetString(), out var bytes) ? bytes
        : null;
}
