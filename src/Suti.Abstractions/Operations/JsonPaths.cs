// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti;

/// <summary>Turns the paths of the serializer (<c>$.a['b c'][0]</c>) into JSON pointers (RFC 6901).</summary>
internal static class JsonPaths
{
    internal static string ToPointer(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return "";
        }

        var pointer = new StringBuilder();
        var rest = path.AsSpan(1);
        while (!rest.IsEmpty)
        {
            if (rest.StartsWith("['"))
            {
                var end = rest.IndexOf("']");
                Append(pointer, end < 0 ? rest[2..] : rest[2..end]);
                rest = end < 0 ? [] : rest[(end + 2)..];
            }
            else if (rest[0] == '[')
            {
                var end = rest.IndexOf(']');
                Append(pointer, end < 0 ? rest[1..] : rest[1..end]);
                rest = end < 0 ? [] : rest[(end + 1)..];
            }
            else
            {
                rest = rest[0] == '.' ? rest[1..] : rest;
                var end = rest.IndexOfAny('.', '[');
                Append(pointer, end < 0 ? rest : rest[..end]);
                rest = end < 0 ? [] : rest[end..];
            }
        }

        return pointer.ToString();
    }

    internal static string Append(string pointer, string name) => $"{pointer}/{Escape(name)}";

    private static void Append(StringBuilder pointer, ReadOnlySpan<char> name) =>
        pointer.Append('/').Append(Escape(name.ToString()));

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
