// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Reads the three serializations of a JWS (RFC 7515 §5.2 steps 1 to 7, §7).</summary>
internal static class JwsReader
{
    public static Jws? ReadCompact(string text, ReadOnlyMemory<byte>? detachedPayload, JoseLimits limits, out JoseError? error)
    {
        if (text.Length > limits.MaxTokenSize)
        {
            error = JoseErrors.TokenTooLarge;
            return null;
        }

        // The payload may hold anything when it is not encoded, so that the parts are the first and the last.
        var headerEnd = text.IndexOf('.', StringComparison.Ordinal);
        var signatureStart = text.LastIndexOf('.') + 1;
        if (headerEnd < 0 || signatureStart <= headerEnd + 1)
        {
            error = JoseErrors.NotCompactJws;
            return null;
        }

        if (!Base64Url.TryDecode(text.AsSpan(0, headerEnd), out var headerJson)
            || !Base64Url.IsValid(text.AsSpan(signatureStart)))
        {
            error = JoseErrors.NotBase64Url;
            return null;
        }

        if (headerJson.Length == 0)
        {
            error = JoseErrors.HeaderNotJson;
            return null;
        }

        var header = JoseHeader.TryRead(headerJson, [], limits, CriticalExtensions.B64, out error);
        if (header is null)
        {
            return null;
        }

        var payloadText = text.AsSpan(headerEnd + 1, signatureStart - headerEnd - 2);
        if (detachedPayload is { } detached)
        {
            if (payloadText.Length > 0)
            {
                error = JoseErrors.NotDetached;
                return null;
            }

            var encodedHeader = Encoding.ASCII.GetBytes(text, 0, headerEnd);
            return Single(detached, header, new SigningInput(encodedHeader, Signed(detached, header)), text, signatureStart);
        }

        if (!header.IsPayloadEncoded)
        {
            return ReadUnencoded(text, headerEnd, signatureStart, header, out error);
        }

        if (payloadText.Contains('.'))
        {
            error = JoseErrors.NotCompactJws;
            return null;
        }

        if (!Base64Url.TryDecode(payloadText, out var payload))
        {
            error = JoseErrors.NotBase64Url;
            return null;
        }

        return Single(payload, header, new SigningInput(text, signatureStart - 1), text, signatureStart);
    }

    public static Jws? ReadJson(ReadOnlySpan<byte> utf8, ReadOnlyMemory<byte>? detachedPayload, JoseLimits limits, out JoseError? error)
    {
        if (utf8.Length > limits.MaxTokenSize)
        {
            error = JoseErrors.TokenTooLarge;
            return null;
        }

        if (JoseJson.TryParseObject(utf8, limits.MaxTokenSize, out error) is not { } json)
        {
            return null;
        }

        var entries = Entries(json, limits, out error);
        if (entries is null)
        {
            return null;
        }

        var signatures = new JwsSignature[entries.Count];
        byte[]? signedPayload = null;
        ReadOnlyMemory<byte> payload = default;
        for (var index = 0; index < entries.Count; index++)
        {
            var header = ReadHeader(entries[index], limits, out var encodedHeader, out error);
            if (header is null)
            {
                return null;
            }

            if (index > 0 && header.IsPayloadEncoded != signatures[0].Header.IsPayloadEncoded)
            {
                error = JoseErrors.B64Differs;
                return null;
            }

            if (signedPayload is null)
            {
                error = ReadPayload(json, detachedPayload, header, out payload, out signedPayload);
                if (error is not null)
                {
                    return null;
                }
            }

            error = ReadBase64Url(entries[index], "signature", out _);
            if (error is not null)
            {
                return null;
            }

            signatures[index] = new JwsSignature(
                header, new SigningInput(encodedHeader, signedPayload!), entries[index].GetProperty("signature").GetString()!, start: 0);
        }

        return new Jws(payload, signatures);
    }

    /// <summary>Reads a member that must be a base64url string.</summary>
    private static JoseError? ReadBase64Url(JsonElement json, string name, out byte[] bytes)
    {
        bytes = [];
        if (!json.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.String)
        {
            return JoseErrors.NotJsonJws;
        }

        if (!Base64Url.TryDecode(member.GetString(), out var decoded))
        {
            return JoseErrors.NotBase64Url;
        }

        bytes = decoded;
        return null;
    }

    private static Jws? ReadUnencoded(
        string text, int headerEnd, int signatureStart, JoseHeader header, out JoseError? error)
    {
        var payloadText = text.AsSpan(headerEnd + 1, signatureStart - headerEnd - 2);
        // RFC 7797 §5.2: a period in the payload would make the parts ambiguous.
        if (payloadText.Contains('.'))
        {
            error = JoseErrors.UnencodedPayload;
            return null;
        }

        error = null;
        var payload = Utf8(payloadText);
        return Single(payload, header, new SigningInput(Utf8(text.AsSpan(0, headerEnd)), payload), text, signatureStart);
    }

    private static Jws Single(ReadOnlyMemory<byte> payload, JoseHeader header, SigningInput input, string text, int signatureStart) =>
        new(payload, new JwsSignature(header, input, text, signatureStart));

    private static byte[] Signed(ReadOnlyMemory<byte> payload, JoseHeader header)
    {
        if (!header.IsPayloadEncoded)
        {
            return payload.ToArray();
        }

        var encoded = new byte[Base64Url.GetEncodedLength(payload.Length)];
        Base64Url.EncodeToUtf8(payload.Span, encoded);
        return encoded;
    }

    /// <summary>The objects that hold a signature each: the elements of <c>signatures</c>, or the object itself when flattened.</summary>
    private static List<JsonElement>? Entries(JsonElement json, JoseLimits limits, out JoseError? error)
    {
        error = JoseErrors.NotJsonJws;
        if (!json.TryGetProperty("signatures", out var signatures))
        {
            error = null;
            return [json];
        }

        if (signatures.ValueKind != JsonValueKind.Array
            || json.TryGetProperty("signature", out _)
            || json.TryGetProperty("protected", out _)
            || json.TryGetProperty("header", out _))
        {
            return null;
        }

        if (signatures.GetArrayLength() > limits.MaxSignatures)
        {
            error = JoseErrors.TooManySignatures;
            return null;
        }

        var entries = signatures.EnumerateArray().ToList();
        if (entries.Count == 0 || entries.Exists(entry => entry.ValueKind != JsonValueKind.Object))
        {
            return null;
        }

        error = null;
        return entries;
    }

    private static JoseHeader? ReadHeader(JsonElement entry, JoseLimits limits, out byte[] encoded, out JoseError? error)
    {
        encoded = [];
        byte[] protectedJson = [];
        if (entry.TryGetProperty("protected", out var member))
        {
            error = ReadBase64Url(entry, "protected", out protectedJson);
            if (error is not null)
            {
                return null;
            }

            encoded = Encoding.ASCII.GetBytes(member.GetString()!);
        }

        byte[] unprotectedJson = [];
        if (entry.TryGetProperty("header", out var unprotectedHeader))
        {
            if (unprotectedHeader.ValueKind != JsonValueKind.Object)
            {
                error = JoseErrors.HeaderNotObject;
                return null;
            }

            unprotectedJson = Encoding.UTF8.GetBytes(unprotectedHeader.GetRawText());
        }

        return JoseHeader.TryRead(protectedJson, [unprotectedJson], limits, CriticalExtensions.B64, out error);
    }

    private static JoseError? ReadPayload(
        JsonElement json,
        ReadOnlyMemory<byte>? detachedPayload,
        JoseHeader header,
        out ReadOnlyMemory<byte> payload,
        out byte[]? signed)
    {
        payload = default;
        signed = null;
        var hasMember = json.TryGetProperty("payload", out var member);
        if (detachedPayload is { } detached)
        {
            if (hasMember)
            {
                return JoseErrors.NotDetached;
            }

            payload = detached;
            signed = Signed(detached, header);
            return null;
        }

        if (!hasMember || member.ValueKind != JsonValueKind.String)
        {
            return JoseErrors.NotJsonJws;
        }

        var text = member.GetString()!;
        signed = Encoding.UTF8.GetBytes(text);
        if (!header.IsPayloadEncoded)
        {
            payload = signed;
            return null;
        }

        if (!Base64Url.TryDecode(text, out var decoded))
        {
            return JoseErrors.NotBase64Url;
        }

        payload = decoded;
        return null;
    }

    private static byte[] Utf8(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
