// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;

namespace Suti.Jose;

/// <summary>A JSON pointer (RFC 6901).</summary>
internal readonly struct JsonPointer : IEquatable<JsonPointer>
{
    private readonly string[] _segments;

    private JsonPointer(string[] segments) => _segments = segments;

    public bool IsRoot => _segments.Length == 0;

    public int Depth => _segments.Length;

    public string Last => _segments[^1];

    public int LastIndex => int.Parse(Last, CultureInfo.InvariantCulture);

    public JsonPointer Parent => new(_segments[..^1]);

    public static JsonPointer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? new JsonPointer([])
            : text[0] == '/' ? new JsonPointer([.. text[1..].Split('/').Select(Unescape)])
            : throw new ArgumentException($"'{text}' is not a JSON pointer; one begins with '/'.", nameof(text));
    }

    /// <summary>Whether a path lies on the way to this place, or at or below it.</summary>
    public bool Touches(IReadOnlyList<string> path)
    {
        var shared = Math.Min(path.Count, _segments.Length);
        for (var index = 0; index < shared; index++)
        {
            if (path[index] != _segments[index])
            {
                return false;
            }
        }

        return true;
    }

    public bool TryFind(JsonNode root, out JsonNode? node)
    {
        node = root;
        foreach (var segment in _segments)
        {
            switch (node)
            {
                case JsonObject item when item.TryGetPropertyValue(segment, out var member):
                    node = member;
                    break;
                case JsonArray array when TryIndex(segment, out var index) && index < array.Count:
                    node = array[index];
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    public bool Equals(JsonPointer other) => _segments.AsSpan().SequenceEqual(other._segments);

    public override bool Equals(object? obj) => obj is JsonPointer other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var segment in _segments)
        {
            hash.Add(segment, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Concat(_segments.Select(segment =>
        "/" + segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    private static bool TryIndex(string segment, out int index) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && (segment.Length == 1 || segment[0] != '0');

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
