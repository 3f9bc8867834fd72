// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Suti.Encodings;

/// <summary>Says where in a JSON text a byte lies, as a JSON Pointer (RFC 6901). Only failures pay for it.</summary>
internal static class JsonPointerLocator
{
    private const int MaxNameLength = 64;

    /// <summary>The pointer of the innermost value known to begin at or before <paramref name="position"/>.</summary>
    public static string Locate(ReadOnlySpan<byte> utf8, int position)
    {
        // Each open container: an object's last name, or an array's last index (name null).
        var path = new List<(string? Name, int Index)>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1001 });
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= position)
            {
                Follow(ref reader, path);
            }
        }
        catch (JsonException)
        {
            // The text is broken from here on; what was read so far is the place.
        }

        var pointer = new StringBuilder();
        foreach (var (name, index) in path)
        {
            if (name is null && index < 0)
            {
                break;
            }

            pointer.Append('/').Append(
                name?.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                ?? index.ToString(CultureInfo.InvariantCulture));
        }

        return pointer.ToString();
    }

    private static void Follow(ref Utf8JsonReader reader, List<(string? Name, int Index)> path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                path[^1] = (Shorten(NameOf(ref reader)), -1);
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                path.RemoveAt(path.Count - 1);
                return;
        }

        if (path.Count > 0 && path[^1] is (null, var index))
        {
            path[^1] = (null, index + 1);
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            path.Add((null, -1));
        }
    }

    /// <summary>The name unescaped or, when it is what is wrong, as it stands.</summary>
    private static string NameOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && StrictJsonScanner.HasPairedSurrogates(reader.ValueSpan) && Utf8.IsValid(reader.ValueSpan)
            ? reader.GetString()!
            : Encoding.UTF8.GetString(reader.ValueSpan);

    private static string Shorten(string name) => name.Length <= MaxNameLength ? name : name[..MaxNameLength] + "...";
}
