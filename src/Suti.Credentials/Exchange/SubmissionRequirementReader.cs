// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Reads the submission requirements of a definition. A method gives what is wrong, and null when nothing is.</summary>
internal sealed class SubmissionRequirementReader(IReadOnlyList<InputDescriptor> descriptors)
{
    private const int MaxRequirements = 100;
    private const int MaxDepth = 8;

    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private int _count;

    public List<SubmissionRequirement> Requirements { get; } = [];

    public string? Read(JsonElement json)
    {
        if (!json.IsPresent())
        {
            return null;
        }

        if (ReadAll(json, Requirements, 1) is { } fault)
        {
            return fault;
        }

        return descriptors.All(descriptor => descriptor.Groups.Count > 0 && descriptor.Groups.All(_groups.Contains))
            ? null
            : "With submission requirements, each input descriptor is in a group of theirs.";
    }

    private static bool TryReadNumber(JsonElement json, string name, int least, out int? number)
    {
        number = null;
        var member = json.Member(name);
        if (!member.IsPresent())
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt32(out var read) || read < least)
        {
            return false;
        }

        number = read;
        return true;
    }

    private string? ReadAll(JsonElement json, List<SubmissionRequirement> requirements, int depth)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0 || depth > MaxDepth || (_count += json.GetArrayLength()) > MaxRequirements)
        {
            return "Submission requirements are not a list of at least one, or there are too many.";
        }

        foreach (var item in json.EnumerateArray())
        {
            if (ReadOne(item, depth, out var requirement) is { } fault)
            {
                return fault;
            }

            requirements.Add(requirement!);
        }

        return null;
    }

    private string? ReadOne(JsonElement json, int depth, out SubmissionRequirement? requirement)
    {
        requirement = null;
        if (json.Text("rule") is not { } rule || rule is not ("all" or "pick"))
        {
            return "The rule of a submission requirement is neither all nor pick.";
        }

        var from = json.Member("from");
        var nested = json.Member("from_nested");
        if (from.IsPresent() == nested.IsPresent() || (from.IsPresent() && from.ValueKind != JsonValueKind.String))
        {
            return "A submission requirement has either from or from_nested.";
        }

        if (!TryReadNumber(json, "count", 1, out var count) || !TryReadNumber(json, "min", 0, out var min) || !TryReadNumber(json, "max", 1, out var max)
            || min > max || (rule == "all" && (count ?? min ?? max) is not null))
        {
            return "The numbers of a submission requirement are malformed, or at odds.";
        }

        var inner = new List<SubmissionRequirement>();
        IReadOnlyList<string>? group = null;
        if (nested.IsPresent())
        {
            if (ReadAll(nested, inner, depth + 1) is { } fault)
            {
                return fault;
            }
        }
        else
        {
            var name = from.GetString()!;
            _groups.Add(name);
            group = [.. descriptors.Where(descriptor => descriptor.Groups.Contains(name)).Select(static descriptor => descriptor.Id)];
            if (group.Count == 0)
            {
                return "A submission requirement speaks of a group that there is not.";
            }
        }

        requirement = new(rule == "pick", count, min, max, group, inner);
        return null;
    }
}
