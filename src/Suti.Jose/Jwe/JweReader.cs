// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Reads the serializations of a JWE (RFC 7516 §5.2 steps 1 to 5, §7).</summary>
internal static class JweReader
{
    public static Jwe? ReadCompact(string text, JoseLimits limits, out JoseError? error)
    {
        if (text.Length > limits.MaxTokenSize)
        {
            error = JoseErrors.TokenTooLarge;
            return null;
        }

        var parts = text.Split('.', 6);
        if (parts.Length != 5 || parts[0].Length == 0)
        {
            error = JweErrors.NotCompact;
            return null;
        }

        if (!Base64Url.TryDecode(parts[0], out var headerJson)
            || !Base64Url.TryDecode(parts[1], out var encryptedKey)
            || !Base64Url.TryDecode(parts[2], out var nonce)
            || !Base64Url.TryDecode(parts[3], out var ciphertext)
            || !Base64Url.TryDecode(parts[4], out var tag))
        {
            error = JoseErrors.NotBase64Url;
            return null;
        }

        var header = JoseHeader.TryRead(headerJson, [], limits, CriticalExtensions.None, out error);
        return header is null
            ? null
            : new Jwe(
                new JweParts { ProtectedText = parts[0], Nonce = nonce, Ciphertext = ciphertext, Tag = tag },
                [new JweReceived(header, encryptedKey)]);
    }

    public static Jwe? ReadJson(ReadOnlySpan<byte> utf8, JoseLimits limits, bool allowRepeatedMembers, out JoseError? error)
    {
        if (utf8.Length > limits.MaxTokenSize)
        {
            error = JoseErrors.TokenTooLarge;
            return null;
        }

        if (JoseJson.TryParseObject(utf8, limits.MaxTokenSize, out error) is not { } json
            || ReadParts(json, out var protectedJson, out error) is not { } parts
            || ReadShared(json, out error) is not { } shared
            || Entries(json, limits, out error) is not { } entries)
        {
            return null;
        }

        var received = new List<JweReceived>(entries.Count);
        foreach (var entry in entries)
        {
            if (ReadRecipient(entry, protectedJson, shared, limits, allowRepeatedMembers, out error) is not { } recipient)
            {
                return null;
            }

            received.Add(recipient);
        }

        var first = received[0].Header;
        if (received.Exists(recipient => recipient.Header.Encryption != first.Encryption || recipient.Header.Compression != first.Compression))
        {
            error = JweErrors.EncryptionDiffers;
            return null;
        }

        return new Jwe(parts, received);
    }

    private static JweParts? ReadParts(JsonElement json, out byte[] protectedJson, out JoseError? error)
    {
        byte[] nonce = [], ciphertext = [], tag = [];
        error = ReadBase64Url(json, "protected", isRequired: false, out protectedJson)
            ?? ReadBase64Url(json, "aad", isRequired: false, out _)
            ?? ReadBase64Url(json, "iv", isRequired: true, out nonce)
            ?? ReadBase64Url(json, "ciphertext", isRequired: true, out ciphertext)
            ?? ReadBase64Url(json, "tag", isRequired: true, out tag);
        return error is not null
            ? null
            : new JweParts
            {
                ProtectedText = Text(json, "protected") ?? "",
                AssociatedText = Text(json, "aad"),
                Nonce = nonce,
                Ciphertext = ciphertext,
                Tag = tag,
            };
    }

    /// <summary>The shared unprotected header as JSON; empty when there is none.</summary>
    private static byte[]? ReadShared(JsonElement json, out JoseError? error) => ReadHeaderObject(json, "unprotected", out error);

    private static byte[]? ReadHeaderObject(JsonElement json, string name, out JoseError? error)
    {
        error = null;
        if (!json.TryGetProperty(name, out var member))
        {
            return [];
        }

        if (member.ValueKind == JsonValueKind.Object)
        {
            return Encoding.UTF8.GetBytes(member.GetRawText());
        }

        error = JoseErrors.HeaderNotObject;
        return null;
    }

    private static List<JsonElement>? Entries(JsonElement json, JoseLimits limits, out JoseError? error)
    {
        error = null;
        if (!json.TryGetProperty("recipients", out var recipients))
        {
            return [json];
        }

        if (recipients.ValueKind == JsonValueKind.Array && recipients.GetArrayLength() > limits.MaxRecipients)
        {
            error = JweErrors.TooManyRecipients;
            return null;
        }

        if (recipients.ValueKind != JsonValueKind.Array
            || recipients.GetArrayLength() == 0
            || json.TryGetProperty("header", out _)
            || json.TryGetProperty("encrypted_key", out _)
            || recipients.EnumerateArray().Any(recipient => recipient.ValueKind != JsonValueKind.Object))
        {
            error = JweErrors.NotJson;
            return null;
        }

        return [.. recipients.EnumerateArray()];
    }

    private static JweReceived? ReadRecipient(
        JsonElement entry, byte[] protectedJson, byte[] shared, JoseLimits limits, bool allowRepeatedMembers, out JoseError? error)
    {
        error = ReadBase64Url(entry, "encrypted_key", isRequired: false, out var encryptedKey);
        if (error is not null || ReadHeaderObject(entry, "header", out error) is not { } own)
        {
            return null;
        }

        var header = JoseHeader.TryRead(
            protectedJson, [shared, own], limits, CriticalExtensions.None, out error, allowRepeatedMembers);
        return header is null ? null : new JweReceived(header, encryptedKey);
    }

    private static JoseError? ReadBase64Url(JsonElement json, string name, bool isRequired, out byte[] bytes)
    {
        bytes = [];
        if (!json.TryGetProperty(name, out var member))
        {
            return isRequired ? JweErrors.NotJson : null;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            return JweErrors.NotJson;
        }

        if (!Base64Url.TryDecode(member.GetString(), out var decoded))
        {
            return JoseErrors.NotBase64Url;
        }

        bytes = decoded;
        return null;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member.GetString() : null;
}
