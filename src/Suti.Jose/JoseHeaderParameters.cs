// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Jose;

/// <summary>What a maker of a JOSE object puts into its header beside the algorithm.</summary>
public sealed record JoseHeaderParameters
{
    /// <summary><c>typ</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>cty</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary><c>kid</c>.</summary>
    public string? KeyId { get; init; }

    /// <summary>Further members, written after the others. They must not repeat one.</summary>
    public JsonObject? Additional { get; init; }

    /// <summary>Writes a header; <paramref name="writeOwn"/> writes what belongs to the object, <c>alg</c> first.</summary>
    internal byte[] ToJson(Action<Utf8JsonWriter> writeOwn)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, JoseJsonWriting.Options))
        {
            writer.WriteStartObject();
            writeOwn(writer);
            WriteMembers(writer);
            writer.WriteEndObject();
        }

        var json = buffer.WrittenSpan.ToArray();
        if (JoseJson.CheckObject(json, int.MaxValue) is not null)
        {
            throw new InvalidOperationException("The additional header members repeat a member of the header.");
        }

        return json;
    }

    private void WriteMembers(Utf8JsonWriter writer)
    {
        JoseJsonWriting.WriteText(writer, "typ", Type);
        JoseJsonWriting.WriteText(writer, "cty", ContentType);
        JoseJsonWriting.WriteText(writer, "kid", KeyId);
        JoseJsonWriting.WriteMembers(writer, Additional);
    }
}
