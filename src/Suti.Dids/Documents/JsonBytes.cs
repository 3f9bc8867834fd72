// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>Small helpers around JSON as bytes.</summary>
internal static class JsonBytes
{
    /// <summary>Documents are served as JSON, not inside HTML: plus signs and non-ASCII letters stand as they are.</summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonElement ToElement(Action<Utf8JsonWriter> write) => StrictJson.ParseElement(Write(write));

    public static string? GetString(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
