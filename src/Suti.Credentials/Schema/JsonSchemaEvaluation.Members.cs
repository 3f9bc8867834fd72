// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The keywords for objects: which members there are, and what each must follow.</summary>
internal sealed partial class JsonSchemaEvaluation
{
    private bool EvaluateObject(JsonElement part, JsonElement value, Seen seen)
    {
        var count = value.GetPropertyCount();
        if (count > Count(part, "maxProperties") || count < Count(part, "minProperties"))
        {
            return Fail(count > Count(part, "maxProperties") ? "maxProperties" : "minProperties");
        }

        if (part.Member("required").Texts().Any(name => !value.TryGetProperty(name, out _)))
        {
            return Fail("required");
        }

        return EvaluateDependent(part, value, seen) && EvaluateMembers(part, value, seen);
    }

    private bool EvaluateDependent(JsonElement part, JsonElement value, Seen seen)
    {
        if (part.Member("dependentRequired") is { ValueKind: JsonValueKind.Object } required
            && required.EnumerateObject().Any(rule => value.TryGetProperty(rule.Name, out _) && rule.Value.Texts().Any(name => !value.TryGetProperty(name, out _))))
        {
            return Fail("dependentRequired");
        }

        if (part.Member("dependentSchemas") is { ValueKind: JsonValueKind.Object } schemas)
        {
            foreach (var rule in schemas.EnumerateObject())
            {
                if (value.TryGetProperty(rule.Name, out _))
                {
                    if (!Evaluate(rule.Value, value, out var inner))
                    {
                        return Fail("dependentSchemas");
                    }

                    seen.Add(inner);
                }
            }
        }

        return true;
    }

    private bool EvaluateMembers(JsonElement part, JsonElement value, Seen seen)
    {
        var properties = part.Member("properties");
        var patterns = part.Member("patternProperties");
        var hasAdditional = part.TryGetProperty("additionalProperties", out var additional);
        foreach (var member in value.EnumerateObject())
        {
            _path.Push(member.Name);
            var known = false;
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var property))
            {
                known = true;
                if (!Evaluate(property, member.Value, out _))
                {
                    return false;
                }
            }

            if (patterns.ValueKind == JsonValueKind.Object)
            {
                foreach (var pattern in patterns.EnumerateObject().Where(pattern => Matches(pattern.Name, member.Name)))
                {
                    known = true;
                    if (!Evaluate(pattern.Value, member.Value, out _))
                    {
                        return false;
                    }
                }
            }

            if (hasAdditional && !known)
            {
                known = true;
                if (!Evaluate(additional, member.Value, out _))
                {
                    return Fail("additionalProperties");
                }
            }

            if (part.TryGetProperty("propertyNames", out var names) && !Evaluate(names, NameAsValue(member.Name), out _))
            {
                return Fail("propertyNames");
            }

            if (known)
            {
                seen.Members.Add(member.Name);
            }

            if (!seen.Members.Contains(member.Name) && part.TryGetProperty("unevaluatedProperties", out var rest))
            {
                if (!Evaluate(rest, member.Value, out _))
                {
                    return Fail("unevaluatedProperties");
                }

                seen.Members.Add(member.Name);
            }

            _path.Pop();
        }

        return true;
    }

    private static JsonElement NameAsValue(string name) => JsonElement.Parse(JsonValues.Write(writer => writer.WriteStringValue(name)).Span);
}
