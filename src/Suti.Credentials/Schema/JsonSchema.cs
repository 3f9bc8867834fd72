// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// A JSON Schema (2020-12). References lead within the schema only: nothing is fetched. The work of an evaluation is bounded, so that a
/// schema from a stranger costs no more than an honest one.
/// </summary>
public sealed class JsonSchema
{
    private const int MaxSize = 1 << 18;

    private readonly Dictionary<string, JsonElement> _anchors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    private JsonSchema(JsonElement root) => Root = root;

    internal JsonElement Root { get; }

    /// <summary>Reads a schema that may come from anywhere.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JsonSchema? schema, [NotNullWhen(false)] out CredentialError? error)
    {
        if (StrictJson.TryParseElement(utf8, out var json, new StrictJsonLimits { MaxSize = MaxSize, MaxDepth = 64 }))
        {
            return TryCreate(json, out schema, out error);
        }

        schema = null;
        error = new(CredentialErrorCodes.SchemaInvalid, "The schema is not strict JSON, or is too large.");
        return false;
    }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static JsonSchema Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(System.Text.Encoding.UTF8.GetBytes(json), out var schema, out var error) ? schema : throw new FormatException(error.Message);
    }

    /// <summary>Whether a value follows the schema.</summary>
    /// <param name="value">The value.</param>
    /// <param name="fault">Where and why not: a JSON pointer and a keyword, without values.</param>
    /// <exception cref="SutiException">
    /// <see cref="CredentialErrorCodes.SchemaInvalid"/>: the schema asks for too much work, or for a pattern that needs backtracking.
    /// </exception>
    public bool Accepts(JsonElement value, [NotNullWhen(false)] out string? fault)
    {
        var evaluation = new JsonSchemaEvaluation(this);
        fault = evaluation.Evaluate(Root, value, out _) ? null : evaluation.Fault ?? "It does not follow the schema.";
        return fault is null;
    }

    /// <summary>The same at the cost of a budget that several schemas share.</summary>
    internal bool Accepts(JsonElement value, JsonPathBudget budget)
    {
        var evaluation = new JsonSchemaEvaluation(this);
        var accepts = evaluation.Evaluate(Root, value, out _);
        budget.Spend(evaluation.Steps);
        return accepts;
    }

    /// <summary>A pattern of the schema, made once.</summary>
    internal Regex PatternOf(string pattern) => _patterns.GetOrAdd(
        pattern, static text => new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    internal static bool TryCreate(JsonElement json, [NotNullWhen(true)] out JsonSchema? schema, [NotNullWhen(false)] out CredentialError? error)
    {
        schema = new JsonSchema(json);
        var fault = json.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False
            ? schema.Collect(json)
            : "A schema is an object, true or false.";
        error = fault is null ? null : new(CredentialErrorCodes.SchemaInvalid, fault);
        schema = fault is null ? schema : null;
        return schema is not null;
    }

    /// <summary>The part that a reference leads to.</summary>
    internal bool TryResolve(string reference, out JsonElement target)
    {
        target = Root;
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var address = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        if (address.Length > 0 && !_anchors.TryGetValue(address, out target))
        {
            return false;
        }

        return fragment.Length == 0
            || (fragment[0] == '/' ? TryFollow(fragment, ref target) : _anchors.TryGetValue("#" + fragment, out target));
    }

    private static bool TryFollow(string pointer, ref JsonElement target)
    {
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (target.ValueKind == JsonValueKind.Object && target.TryGetProperty(name, out var member))
            {
                target = member;
            }
            else if (target.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < target.GetArrayLength())
            {
                target = target[index];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Notes identifiers and anchors, and refuses references that lead out of the schema.</summary>
    private string? Collect(JsonElement json)
    {
        var fault = Note(json);
        return fault ?? CheckReferences(json);
    }

    private string? Note(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().Select(Note).FirstOrDefault(fault => fault is not null);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (json.Text("$id") is { } id)
        {
            _anchors.TryAdd(id.TrimEnd('#'), json);
        }

        foreach (var name in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (json.Text(name) is { } anchor)
            {
                _anchors.TryAdd("#" + anchor, json);
            }
        }

        if (json.Text("$schema") is { } dialect && !dialect.Contains("json-schema.org", StringComparison.Ordinal))
        {
            return "The schema is in a dialect that is not known here.";
        }

        return json.EnumerateObject().Where(member => member.Name is not ("enum" or "const" or "default" or "examples"))
            .Select(member => Note(member.Value)).FirstOrDefault(fault => fault is not null);
    }

    private string? CheckReferences(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(CheckReferences).FirstOrDefault(fault => fault is not null),
        JsonValueKind.Object when (json.Text("$ref") ?? json.Text("$dynamicRef")) is { } reference && !TryResolve(reference, out _) =>
            "A reference leads out of the schema.",
        JsonValueKind.Object => json.EnumerateObject().Where(member => member.Name is not ("enum" or "const" or "default" or "examples"))
            .Select(member => CheckReferences(member.Value)).FirstOrDefault(fault => fault is not null),
        _ => null,
    };
}
