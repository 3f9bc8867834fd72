// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Jose;

/// <summary>The claims of a new JWT.</summary>
public sealed record JwtContent
{
    /// <summary><c>iss</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary><c>sub</c>.</summary>
    public string? Subject { get; init; }

    /// <summary><c>aud</c>: a string when it is one, else a list.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary><c>exp</c>, in whole seconds.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>nbf</c>, in whole seconds.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary><c>iat</c>, in whole seconds.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary><c>jti</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Further claims, written after the others. They must not repeat one.</summary>
    public JsonObject? Additional { get; init; }

    /// <summary>The claims as JSON in UTF-8.</summary>
    /// <exception cref="InvalidOperationException">A further claim repeats a registered one that is set.</exception>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, JoseJsonWriting.Options))
        {
            writer.WriteStartObject();
            WriteDate(writer, "iat", IssuedAt);
            WriteDate(writer, "nbf", NotBefore);
            WriteDate(writer, "exp", ExpiresAt);
            JoseJsonWriting.WriteText(writer, "sub", Subject);
            WriteAudience(writer);
            JoseJsonWriting.WriteText(writer, "jti", Id);
            JoseJsonWriting.WriteText(writer, "iss", Issuer);
            JoseJsonWriting.WriteMembers(writer, Additional);
            writer.WriteEndObject();
        }

        var json = buffer.WrittenSpan.ToArray();
        return JoseJson.CheckObject(json, int.MaxValue) is null
            ? json
            : throw new InvalidOperationException("The additional claims repeat a registered one.");
    }

    private static void WriteDate(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WriteNumber(name, time.ToUnixTimeSeconds());
        }
    }

    private void WriteAudience(Utf8JsonWriter writer)
    {
        if (Audience.Count == 1)
        {
            writer.WriteString("aud"u8, Audience[0]);
        }
        else if (Audience.Count > 1)
        {
            writer.WriteStartArray("aud"u8);
            foreach (var name in Audience)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }
    }
}
