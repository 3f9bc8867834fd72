// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A claim that a query asks for, by its path (OpenID4VP 1.0 §6.3 and §7).</summary>
internal sealed class DcqlClaim
{
    private readonly JsonElement[] _path;
    private readonly IReadOnlyList<JsonElement> _values;

    private DcqlClaim(string? id, JsonElement[] path, IReadOnlyList<JsonElement> values)
    {
        Id = id;
        _path = path;
        _values = values;
    }

    public string? Id { get; }

    /// <summary>The name of a claim of the subject, and the texts of which it must have one, when that is all that is asked.</summary>
    public (string Name, IReadOnlyList<string> Values)? SubjectClaim =>
        _path is [{ ValueKind: JsonValueKind.String } first, { ValueKind: JsonValueKind.String } name] && first.ValueEquals("credentialSubject")
        && _values.Count > 0 && _values.All(static value => value.ValueKind == JsonValueKind.String)
            ? (name.GetString()!, [.. _values.Select(static value => value.GetString()!)])
            : null;

    public static DcqlClaim? Read(JsonElement json)
    {
        var path = json.Member("path");
        if (path.ValueKind != JsonValueKind.Array || path.GetArrayLength() is 0 or > 20)
        {
            return null;
        }

        foreach (var part in path.EnumerateArray())
        {
            if (part.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)
                && !(part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var index) && index >= 0))
            {
                return null;
            }
        }

        return new DcqlClaim(json.Text("id"), [.. path.EnumerateArray()], json.Member("values").Items());
    }

    /// <summary>Adds pointers to what the path selects; false when there is nothing, or nothing of the wanted values.</summary>
    public bool Select(JsonElement root, List<string> pointers, out string objection)
    {
        var selected = new List<(JsonElement Value, string Pointer)> { (root, "") };
        foreach (var part in _path)
        {
            selected = [.. selected.SelectMany(item => Step(item.Value, item.Pointer, part))];
        }

        objection = "claim-missing";
        if (selected.Count == 0)
        {
            return false;
        }

        if (_values.Count > 0)
        {
            objection = "claim-value";
            selected.RemoveAll(item => !_values.Any(value => JsonElement.DeepEquals(value, item.Value)));
        }

        pointers.AddRange(selected.Select(item => item.Pointer));
        return selected.Count > 0;
    }

    private static IEnumerable<(JsonElement Value, string Pointer)> Step(JsonElement value, string pointer, JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
        {
            var name = part.GetString()!;
            return value.Member(name) is { ValueKind: not JsonValueKind.Undefined } member
                ? [(member, $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")]
                : [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        if (part.ValueKind == JsonValueKind.Null)
        {
            return value.EnumerateArray().Select((item, at) => (item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{at}")));
        }

        var index = part.GetInt32();
        return index < value.GetArrayLength() ? [(value[index], string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"))] : [];
    }
}
