// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Suti.Credentials;

/// <summary>One evaluation of a value against a schema, with the keywords of JSON Schema 2020-12 and a budget of steps.</summary>
internal sealed partial class JsonSchemaEvaluation(JsonSchema schema)
{
    private const int MaxSteps = 200_000;
    private const int MaxDepth = 128;

    private readonly Stack<string> _path = [];
    private int _steps;
    private int _depth;

    /// <summary>The first keyword that refused, and where; for people.</summary>
    public string? Fault { get; private set; }

    /// <summary>What was done so far.</summary>
    public int Steps => _steps;

    /// <summary>Evaluates; <paramref name="seen"/> is what the schema has evaluated of the value's members and items.</summary>
    public bool Evaluate(JsonElement part, JsonElement value, out Seen seen)
    {
        seen = new Seen();
        if (part.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return part.ValueKind == JsonValueKind.True || Fail("false");
        }

        // Nothing may take what was not finished for a no: under "not" it would be a yes.
        if (part.ValueKind != JsonValueKind.Object || ++_steps > MaxSteps || _depth >= MaxDepth)
        {
            throw Refuse();
        }

        _depth++;
        var result = EvaluateReferences(part, value, seen)
            && EvaluateValue(part, value)
            && EvaluateCombined(part, value, seen)
            && (value.ValueKind != JsonValueKind.Object || EvaluateObject(part, value, seen))
            && (value.ValueKind != JsonValueKind.Array || EvaluateArray(part, value, seen));
        _depth--;
        return result;
    }

    private static SutiException Refuse() => new(CredentialErrorCodes.SchemaInvalid, "The schema asks for too much work, or for what is not supported.");

    private static bool HasType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && Math.Floor(number) == number,
        _ => false,
    };

    private static int? Count(JsonElement part, string name) =>
        part.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    private static double? Number(JsonElement part, string name) =>
        part.Member(name) is { ValueKind: JsonValueKind.Number } member ? member.GetDouble() : null;

    private bool EvaluateReferences(JsonElement part, JsonElement value, Seen seen)
    {
        foreach (var name in (ReadOnlySpan<string>)["$ref", "$dynamicRef"])
        {
            if (part.Text(name) is { } reference)
            {
                if (!schema.TryResolve(reference, out var target) || !Evaluate(target, value, out var inner))
                {
                    return Fail(name);
                }

                seen.Add(inner);
            }
        }

        return true;
    }

    private bool EvaluateValue(JsonElement part, JsonElement value)
    {
        if (part.TryGetProperty("type", out var type) && !type.Texts().Any(name => HasType(value, name)))
        {
            return Fail("type");
        }

        if (part.TryGetProperty("enum", out var choices) && !choices.Items().Any(choice => JsonElement.DeepEquals(choice, value)))
        {
            return Fail("enum");
        }

        if (part.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
        {
            return Fail("const");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => EvaluateNumber(part, value),
            JsonValueKind.String => EvaluateString(part, value.GetString()!),
            _ => true,
        };
    }

    private bool EvaluateNumber(JsonElement part, JsonElement value)
    {
        var number = value.GetDouble();
        return number > Number(part, "maximum") ? Fail("maximum")
            : number >= Number(part, "exclusiveMaximum") ? Fail("exclusiveMaximum")
            : number < Number(part, "minimum") ? Fail("minimum")
            : number <= Number(part, "exclusiveMinimum") ? Fail("exclusiveMinimum")
            : Number(part, "multipleOf") is not { } unit || unit <= 0 || IsMultiple(value, part.GetProperty("multipleOf")) || Fail("multipleOf");
    }

    private static bool IsMultiple(JsonElement value, JsonElement unit) =>
        value.TryGetDecimal(out var number) && unit.TryGetDecimal(out var of) && of != 0
            ? number % of == 0
            : Math.IEEERemainder(value.GetDouble(), unit.GetDouble()) == 0;

    private bool EvaluateString(JsonElement part, string text)
    {
        var length = new StringInfo(text).LengthInTextElements == text.Length ? text.Length : text.EnumerateRunes().Count();
        return length > Count(part, "maxLength") ? Fail("maxLength")
            : length < Count(part, "minLength") ? Fail("minLength")
            : part.Text("pattern") is not { } pattern || Matches(pattern, text) || Fail("pattern");
    }

    /// <summary>Without backtracking a pattern takes no more time than its text is long; what needs it is refused.</summary>
    private bool Matches(string pattern, string text)
    {
        _steps += 10 + (text.Length / 100);
        try
        {
            return schema.PatternOf(pattern).IsMatch(text);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            throw Refuse();
        }
    }

    private bool EvaluateCombined(JsonElement part, JsonElement value, Seen seen)
    {
        foreach (var item in part.Member("allOf").Items())
        {
            if (!Evaluate(item, value, out var inner))
            {
                return Fail("allOf");
            }

            seen.Add(inner);
        }

        if (part.TryGetProperty("anyOf", out var any) && CountMatches(any, value, seen) == 0)
        {
            return Fail("anyOf");
        }

        if (part.TryGetProperty("oneOf", out var one) && CountMatches(one, value, seen) != 1)
        {
            return Fail("oneOf");
        }

        if (part.TryGetProperty("not", out var not) && Quietly(not, value, out _))
        {
            return Fail("not");
        }

        if (part.TryGetProperty("if", out var condition))
        {
            var holds = Quietly(condition, value, out var tested);
            if (holds)
            {
                seen.Add(tested);
            }

            if (part.TryGetProperty(holds ? "then" : "else", out var branch))
            {
                if (!Evaluate(branch, value, out var inner))
                {
                    return Fail(holds ? "then" : "else");
                }

                seen.Add(inner);
            }
        }

        return true;
    }

    private int CountMatches(JsonElement parts, JsonElement value, Seen seen)
    {
        var count = 0;
        foreach (var item in parts.Items())
        {
            if (Quietly(item, value, out var inner))
            {
                count++;
                seen.Add(inner);
            }
        }

        return count;
    }

    private bool Quietly(JsonElement part, JsonElement value, out Seen seen)
    {
        var fault = Fault;
        var result = Evaluate(part, value, out seen);
        Fault = fault;
        return result;
    }

    private bool Fail(string keyword)
    {
        Fault ??= $"{keyword} at '/{string.Join('/', _path.Reverse())}'";
        return false;
    }

    /// <summary>The members and items that some keyword has looked at.</summary>
    internal sealed class Seen
    {
        public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

        public HashSet<int> Items { get; } = [];

        public void Add(Seen other)
        {
            Members.UnionWith(other.Members);
            Items.UnionWith(other.Items);
        }
    }
}
