// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Reads a definition, and refuses what it cannot answer for. A method gives what is wrong, and null when nothing is.</summary>
internal sealed class PresentationDefinitionReader
{
    private const int MaxDescriptors = 100;
    private const int MaxFields = 500;
    private const int MaxPaths = 20;
    private const int MaxRules = 50;

    private readonly List<InputDescriptor> _descriptors = [];
    private readonly HashSet<string> _fieldIds = new(StringComparer.Ordinal);
    private readonly List<string> _mentioned = [];
    private ClaimFormatRules? _formats;
    private int _fields;

    public string? Read(JsonElement json, out PresentationDefinition? definition)
    {
        definition = null;
        if (json.Member("presentation_definition") is { ValueKind: JsonValueKind.Object } inner)
        {
            json = inner;
        }

        if (json.Text("id") is not { Length: > 0 } id)
        {
            return "The definition has no id.";
        }

        if (CheckTexts(json) is { } fault)
        {
            return fault;
        }

        if (json.Member("frame").IsPresent())
        {
            return "frame needs JSON-LD framing, which is not supported.";
        }

        if ((ClaimFormatRules.Read(json.Member("format"), out _formats) ?? ReadDescriptors(json.Member("input_descriptors"))) is { } inside)
        {
            return inside;
        }

        if (_mentioned.Exists(name => !_fieldIds.Contains(name)))
        {
            return "A rule speaks of a field that there is not.";
        }

        var requirements = new SubmissionRequirementReader(_descriptors);
        fault = requirements.Read(json.Member("submission_requirements"));
        definition = fault is null
            ? new(id, _descriptors) { Name = json.Text("name"), Purpose = json.Text("purpose"), Formats = _formats, Requirements = requirements.Requirements }
            : null;
        return fault;
    }

    /// <summary>Names and purposes are shown to people: they are texts, or are not there.</summary>
    private static string? CheckTexts(JsonElement json) =>
        IsTextOrAbsent(json.Member("name")) && IsTextOrAbsent(json.Member("purpose")) ? null : "A name or a purpose is not a text.";

    private static bool IsTextOrAbsent(JsonElement json) => json.ValueKind is JsonValueKind.Undefined or JsonValueKind.String;

    private static string? ReadPreference(JsonElement json, string what, out bool isRequired, out bool isPreferred)
    {
        isRequired = json.ValueKind == JsonValueKind.String && json.ValueEquals("required");
        isPreferred = json.ValueKind == JsonValueKind.String && json.ValueEquals("preferred");
        return isRequired || isPreferred || !json.IsPresent() ? null : $"{what} is neither required nor preferred.";
    }

    private string? ReadDescriptors(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > MaxDescriptors)
        {
            return "input_descriptors is not a list, or is too long.";
        }

        foreach (var item in json.EnumerateArray())
        {
            if (ReadDescriptor(item, out var descriptor) is { } fault)
            {
                return fault;
            }

            if (_descriptors.Exists(other => other.Id == descriptor!.Id))
            {
                return "Two input descriptors have the same id.";
            }

            _descriptors.Add(descriptor!);
        }

        return null;
    }

    private string? ReadDescriptor(JsonElement json, out InputDescriptor? descriptor)
    {
        descriptor = null;
        var constraints = json.Member("constraints");
        if (json.Text("id") is not { Length: > 0 } id || constraints.ValueKind != JsonValueKind.Object)
        {
            return "An input descriptor has no id, or no constraints.";
        }

        if (constraints.Member("frame").IsPresent())
        {
            return "frame needs JSON-LD framing, which is not supported.";
        }

        var group = json.Member("group");
        if (group.IsPresent() && (group.ValueKind != JsonValueKind.Array || group.Texts().Count != group.GetArrayLength()))
        {
            return "group is not a list of texts.";
        }

        var fields = new List<InputField>();
        var fault = ClaimFormatRules.Read(json.Member("format"), out var formats);
        fault ??= CheckTexts(json)
            ?? ReadFields(constraints.Member("fields"), fields)
            ?? ReadPreference(constraints.Member("limit_disclosure"), "limit_disclosure", out _, out _)
            ?? ReadPreference(constraints.Member("subject_is_issuer"), "subject_is_issuer", out _, out _);
        var holderRules = new List<SubjectRule>();
        var subjectRules = new List<SubjectRule>();
        var statuses = new List<(CredentialStanding Standing, string Directive)>();
        fault ??= ReadRules(constraints.Member("is_holder"), "is_holder", holderRules)
            ?? ReadRules(constraints.Member("same_subject"), "same_subject", subjectRules)
            ?? ReadStatuses(constraints.Member("statuses"), statuses);
        if (fault is not null)
        {
            return fault;
        }

        descriptor = new(id)
        {
            Name = json.Text("name"),
            Purpose = json.Text("purpose"),
            Groups = group.Texts(),
            Formats = formats ?? _formats,
            Fields = fields,
            LimitsDisclosure = constraints.Text("limit_disclosure") == "required",
            PrefersLimitedDisclosure = constraints.Text("limit_disclosure") == "preferred",
            MustBeSelfIssued = constraints.Text("subject_is_issuer") == "required",
            PrefersSelfIssued = constraints.Text("subject_is_issuer") == "preferred",
            HolderRules = holderRules,
            SubjectRules = subjectRules,
            Statuses = statuses,
        };
        return null;
    }

    private string? ReadFields(JsonElement json, List<InputField> fields)
    {
        if (!json.IsPresent())
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Array || (_fields += json.GetArrayLength()) > MaxFields)
        {
            return "fields is not a list, or there are too many.";
        }

        foreach (var item in json.EnumerateArray())
        {
            if (ReadField(item, out var field) is { } fault)
            {
                return fault;
            }

            if (field!.Id is { } id && !_fieldIds.Add(id))
            {
                return "Two fields have the same id.";
            }

            fields.Add(field);
        }

        return null;
    }

    private static string? ReadField(JsonElement json, out InputField? field)
    {
        field = null;
        var given = json.Member("path");
        if (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() is 0 or > MaxPaths)
        {
            return "A field has no list of paths, or too many.";
        }

        var paths = new List<JsonPath>();
        foreach (var item in given.EnumerateArray())
        {
            if (!JsonPath.TryParse(item.ValueKind == JsonValueKind.String ? item.GetString() : null, out var path, out var objection))
            {
                return objection;
            }

            paths.Add(path);
        }

        if (!IsTextOrAbsent(json.Member("id")) || json.Member("optional").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            return "The id of a field is not a text, or optional is neither true nor false.";
        }

        JsonSchema? filter = null;
        var schema = json.Member("filter");
        if (schema.IsPresent())
        {
            if (schema.ValueKind != JsonValueKind.Object || !JsonSchema.TryCreate(schema, out filter, out _))
            {
                return "The filter of a field is no JSON Schema, or leads elsewhere.";
            }
        }

        if (ReadPreference(json.Member("predicate"), "predicate", out var needs, out var prefers) is { } fault)
        {
            return fault;
        }

        if ((needs || prefers) && filter is null)
        {
            return "A field has a predicate without a filter.";
        }

        field = new(json.Text("id"), paths, filter, schema, json.Member("optional").ValueKind == JsonValueKind.True, needs, prefers);
        return CheckTexts(json);
    }

    private string? ReadRules(JsonElement json, string what, List<SubjectRule> rules)
    {
        if (!json.IsPresent())
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > MaxRules)
        {
            return $"{what} is not a list, or is too long.";
        }

        foreach (var item in json.EnumerateArray())
        {
            var named = item.Member("field_id");
            var names = named.Texts();
            if (named.ValueKind != JsonValueKind.Array || names.Count is 0 or > MaxRules || names.Count != named.GetArrayLength())
            {
                return $"{what} names no fields, or too many.";
            }

            if (!item.Member("directive").IsPresent())
            {
                return $"{what} has no directive.";
            }

            if (ReadPreference(item.Member("directive"), $"The directive of {what}", out var isRequired, out _) is { } fault)
            {
                return fault;
            }

            _mentioned.AddRange(names);
            rules.Add(new(names, isRequired));
        }

        return null;
    }

    private static string? ReadStatuses(JsonElement json, List<(CredentialStanding Standing, string Directive)> statuses)
    {
        if (!json.IsPresent())
        {
            return null;
        }

        foreach (var (name, standing) in new[]
        {
            ("active", CredentialStanding.Active), ("suspended", CredentialStanding.Suspended), ("revoked", CredentialStanding.Revoked),
        })
        {
            var status = json.Member(name);
            if (!status.IsPresent())
            {
                continue;
            }

            if (status.Text("directive") is not ("required" or "allowed" or "disallowed"))
            {
                return "The directive of a status is neither required, allowed nor disallowed.";
            }

            if (status.Text("directive") is { } directive and not "allowed")
            {
                statuses.Add((standing, directive));
            }
        }

        return json.ValueKind == JsonValueKind.Object ? null : "statuses is not an object.";
    }
}
