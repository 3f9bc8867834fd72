// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Writes the serializations of a JWE (RFC 7516 §7).</summary>
internal static class JweWriter
{
    public static string Compact(JweMessage message) => string.Join(
        '.',
        message.Parts.ProtectedText,
        Base64Url.Encode(message.Recipients[0].EncryptedKey),
        Base64Url.Encode(message.Parts.Nonce),
        Base64Url.Encode(message.Parts.Ciphertext),
        Base64Url.Encode(message.Parts.Tag));

    public static string Json(JweMessage message, bool flattened)
    {
        var json = new JsonObject { ["protected"] = message.Parts.ProtectedText };
        if (flattened)
        {
            WriteRecipient(json, message.Recipients[0]);
        }
        else
        {
            json["recipients"] = new JsonArray([.. message.Recipients.Select(recipient =>
            {
                var entry = new JsonObject();
                WriteRecipient(entry, recipient);
                return (JsonNode)entry;
            })]);
        }

        if (message.Parts.AssociatedText is { } associatedData)
        {
            json["aad"] = associatedData;
        }

        json["iv"] = Base64Url.Encode(message.Parts.Nonce);
        json["ciphertext"] = Base64Url.Encode(message.Parts.Ciphertext);
        json["tag"] = Base64Url.Encode(message.Parts.Tag);
        return json.ToJsonString();
    }

    private static void WriteRecipient(JsonObject json, JweMessage.Entry recipient)
    {
        if (recipient.Header.Count > 0)
        {
            json["header"] = recipient.Header.DeepClone();
        }

        if (recipient.EncryptedKey.Length > 0)
        {
            json["encrypted_key"] = Base64Url.Encode(recipient.EncryptedKey);
        }
    }
}
