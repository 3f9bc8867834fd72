// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Small questions to JSON values that all readers here ask.</summary>
internal static class JsonValues
{
    /// <summary>Text is written as it is: these documents are signed or stored, not put into web pages.</summary>
    public static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly SearchValues<char> NotInUrls = SearchValues.Create(" \t\r\n\"<>\\^`{|}");

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The value's own bytes: JSON in UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8(JsonElement value) => JsonMarshal.GetRawUtf8Value(value);

    /// <summary>A member of an object; undefined when there is no such member, or no object.</summary>
    public static JsonElement Member(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A member that is a string.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    /// <summary>Whether there is a value.</summary>
    public static bool IsPresent(this JsonElement value) => value.ValueKind != JsonValueKind.Undefined;

    /// <summary>The items of a value that may be one or a list of several; nothing has none.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.EnumerateArray()],
        _ => [value],
    };

    /// <summary>The same without a list of its own, to go through once.</summary>
    public static OneOrMany Each(this JsonElement value) => new(value);

    /// <summary>The strings of a value that may be one or a list.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return [value.GetString()!];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
        }

        return texts;
    }

    /// <summary>Whether a value that may be one string or a list of them has that one.</summary>
    public static bool HasText(this JsonElement value, string text)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.ValueEquals(text);
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.String && item.ValueEquals(text))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The id of a value that is a string or an object with an <c>id</c>.</summary>
    public static string? IdOf(this JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : value.Text("id");

    /// <summary>A time as XML Schema writes it; without a zone only where the data model allows that.</summary>
    public static bool TryReadTime(string? text, bool requireZone, out DateTimeOffset time)
    {
        time = default;
        return text is not null
            && (!requireZone || text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
            && (UtcTime.TryRead(text, out time) || DateTimeOffset.TryParseExact(
                text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time));
    }

    /// <summary>A time as the data model 2.0 writes it.</summary>
    public static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as JavaScript writes it, which the JSON around a JWT uses.</summary>
    public static string FormatMilliseconds(DateTimeOffset time) =>
        UtcTime.WriteMilliseconds(time);

    /// <summary>
    /// Whether a text is a URL as the data models ask: a scheme, something behind it, and no white space. They are identifiers,
    /// of which nothing more can be said.
    /// </summary>
    public static bool IsUrl(string? text)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 1 || colon == text!.Length - 1 || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var letter in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return !text.AsSpan().ContainsAny(NotInUrls);
    }

    /// <summary>Writes JSON and reads it again.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write) => Build(write, static (writer, action) => action(writer));

    /// <summary>The same, without a closure.</summary>
    public static JsonElement Build<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        using var json = PooledJson.Rent();
        write(json.Writer, state);
        return JsonElement.Parse(json.Finish());
    }

    /// <summary>Writes JSON.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        using var json = PooledJson.Rent();
        write(json.Writer);
        return json.Finish().ToArray();
    }

    /// <summary>Writes members of an object, all but some.</summary>
    public static void WriteMembersExcept(this Utf8JsonWriter writer, JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (var member in value.EnumerateObject())
        {
            var skip = false;
            foreach (var name in names)
            {
                skip |= member.NameEquals(name);
            }

            if (!skip)
            {
                writer.WriteAsWritten(member);
            }
        }
    }

    /// <summary>An object without one of its members.</summary>
    public static JsonElement Without(JsonElement value, string name) => Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteMembersExcept(value, name);
        writer.WriteEndObject();
    });

    /// <summary>Writes a member that is already there as a value.</summary>
    public static void WriteMember(this Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteAsWritten(value);
    }

    /// <summary>Writes a value with the bytes that it was written with: it was read strictly, so that they are right.</summary>
    public static void WriteAsWritten(this Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <summary>Writes a member with the bytes that it was written with.</summary>
    public static void WriteAsWritten(this Utf8JsonWriter writer, JsonProperty member)
    {
        var name = RawName(member);
        if (name.Contains((byte)'\\'))
        {
            writer.WritePropertyName(member.Name);
        }
        else
        {
            writer.WritePropertyName(name);
        }

        writer.WriteAsWritten(member.Value);
    }

    /// <summary>The name of a member in UTF-8, with its escapes if it has any.</summary>
    public static ReadOnlySpan<byte> RawName(JsonProperty member) => JsonMarshal.GetRawUtf8PropertyName(member);

    /// <summary>Writes a list of strings.</summary>
    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
