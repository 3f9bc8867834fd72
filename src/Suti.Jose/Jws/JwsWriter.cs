// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>Writes the serializations of a JWS.</summary>
internal static class JwsWriter
{
    /// <summary>The signing input: encoded header, period, payload.</summary>
    public static byte[] SigningInput(ReadOnlySpan<byte> headerJson, ReadOnlySpan<byte> payload, JwsForm form)
    {
        var headerLength = Base64Url.GetEncodedLength(headerJson.Length);
        var unencoded = form.HasFlag(JwsForm.Unencoded);
        var input = new byte[headerLength + 1 + (unencoded ? payload.Length : Base64Url.GetEncodedLength(payload.Length))];
        Base64Url.EncodeToUtf8(headerJson, input);
        input[headerLength] = (byte)'.';
        var rest = input.AsSpan(headerLength + 1);
        if (unencoded)
        {
            payload.CopyTo(rest);
        }
        else
        {
            Base64Url.EncodeToUtf8(payload, rest);
        }

        return input;
    }

    /// <summary>The compact form of a signing input and its signature.</summary>
    public static string Compact(byte[] input, byte[] signature, JwsForm form)
    {
        var headerLength = input.AsSpan().IndexOf((byte)'.');
        if (form == JwsForm.Attached)
        {
            var length = input.Length + 1 + Base64Url.GetEncodedLength(signature.Length);
            return string.Create(length, (input, signature), static (text, state) =>
            {
                Encoding.ASCII.GetChars(state.input, text);
                text[state.input.Length] = '.';
                Base64Url.Encode(state.signature, text[(state.input.Length + 1)..]);
            });
        }

        var payload = input.AsSpan(headerLength + 1);
        if (form == JwsForm.Unencoded && !IsCompactPayload(payload))
        {
            throw new ArgumentException(
                "An unencoded payload stands in the compact form only if it is printable text without a period; detach it.", nameof(input));
        }

        var header = Encoding.ASCII.GetString(input, 0, headerLength);
        var shown = form.HasFlag(JwsForm.Detached) ? "" : Encoding.ASCII.GetString(payload);
        return $"{header}.{shown}.{Base64Url.Encode(signature)}";
    }

    /// <summary>The JSON serialization: flattened with one signature, general with more.</summary>
    public static byte[] Json(IReadOnlyList<JwsJsonEntry> entries, ReadOnlySpan<byte> payload, JwsForm form, bool flattened)
    {
        var buffer = new ArrayBufferWriter<byte>(payload.Length * 2 + 256);
        using (var writer = new Utf8JsonWriter(buffer, JoseJsonWriting.Options))
        {
            writer.WriteStartObject();
            if (!form.HasFlag(JwsForm.Detached))
            {
                WritePayload(writer, payload, form);
            }

            if (flattened)
            {
                WriteEntry(writer, entries[0]);
            }
            else
            {
                writer.WriteStartArray("signatures"u8);
                foreach (var entry in entries)
                {
                    writer.WriteStartObject();
                    WriteEntry(writer, entry);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WritePayload(Utf8JsonWriter writer, ReadOnlySpan<byte> payload, JwsForm form)
    {
        if (form.HasFlag(JwsForm.Unencoded))
        {
            writer.WriteString("payload"u8, payload);
        }
        else
        {
            writer.WriteString("payload"u8, Base64Url.Encode(payload));
        }
    }

    private static void WriteEntry(Utf8JsonWriter writer, JwsJsonEntry entry)
    {
        if (entry.ProtectedHeader.Length > 0)
        {
            writer.WriteString("protected"u8, Base64Url.Encode(entry.ProtectedHeader));
        }

        if (entry.UnprotectedHeader is { } header)
        {
            writer.WritePropertyName("header"u8);
            header.WriteTo(writer);
        }

        writer.WriteString("signature"u8, Base64Url.Encode(entry.Signature));
    }

    /// <summary>RFC 7797 §5.2: printable ASCII without a period.</summary>
    private static bool IsCompactPayload(ReadOnlySpan<byte> payload) =>
        payload.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0 && !payload.Contains((byte)'.');

    /// <summary>One signature of a JSON serialization.</summary>
    internal readonly record struct JwsJsonEntry(byte[] ProtectedHeader, JsonObject? UnprotectedHeader, byte[] Signature);
}
