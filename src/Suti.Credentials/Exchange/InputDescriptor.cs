// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>One credential that a definition asks for.</summary>
public sealed class InputDescriptor
{
    internal InputDescriptor(string id) => Id = id;

    /// <summary>Its name within the definition.</summary>
    public string Id { get; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; internal init; }

    /// <summary>What it is needed for, for people.</summary>
    public string? Purpose { get; internal init; }

    /// <summary>The groups by which submission requirements speak of it.</summary>
    public IReadOnlyList<string> Groups { get; internal init; } = [];

    /// <summary>Whether no more than the fields may be shown.</summary>
    public bool LimitsDisclosure { get; internal init; }

    internal bool PrefersLimitedDisclosure { get; init; }

    internal ClaimFormatRules? Formats { get; init; }

    internal IReadOnlyList<InputField> Fields { get; init; } = [];

    internal bool MustBeSelfIssued { get; init; }

    internal bool PrefersSelfIssued { get; init; }

    internal IReadOnlyList<SubjectRule> HolderRules { get; init; } = [];

    internal IReadOnlyList<SubjectRule> SubjectRules { get; init; } = [];

    internal IReadOnlyList<(CredentialStanding Standing, string Directive)> Statuses { get; init; } = [];

    /// <summary>What a store can look for by itself: never less than what fits.</summary>
    internal CredentialFilter ToFilter() => InputNarrowing.Of(Fields);

    /// <summary>Holds a credential against the descriptor, all but its status and the other descriptors.</summary>
    /// <returns>Null when it does not fit.</returns>
    internal InputMatch? Match(InputCandidate candidate, JsonPathBudget budget, out string reason)
    {
        var credential = candidate.Credential;
        reason = ExchangeReasons.Format;
        if (Formats?.Accepts(credential) == false)
        {
            return null;
        }

        var pointers = new List<string>();
        var subjects = new Dictionary<string, string?>(StringComparer.Ordinal);
        var wishes = 0;
        foreach (var field in Fields)
        {
            if (field.Find(candidate.Documents, budget, out var found) is { } objection)
            {
                reason = objection;
                return null;
            }

            if (found is { } node)
            {
                var pointer = candidate.Normalize(node.Pointer);
                pointers.Add(pointer);
                wishes += field.PrefersPredicate ? 1 : 0;
                if (field.Id is { } id)
                {
                    subjects[id] = candidate.SubjectOf(pointer);
                }
            }
        }

        reason = ExchangeReasons.Disclosure;
        if ((LimitsDisclosure || PrefersLimitedDisclosure) && candidate.ShowsMoreThan(pointers))
        {
            if (LimitsDisclosure)
            {
                return null;
            }

            wishes++;
        }

        reason = ExchangeReasons.SelfIssued;
        if ((MustBeSelfIssued || PrefersSelfIssued) && !candidate.IsSelfIssued)
        {
            if (MustBeSelfIssued)
            {
                return null;
            }

            wishes++;
        }

        reason = ExchangeReasons.Holder;
        foreach (var rule in HolderRules)
        {
            if (!rule.Fields.Where(subjects.ContainsKey).All(id => candidate.IsHolder(subjects[id])))
            {
                if (rule.IsRequired)
                {
                    return null;
                }

                wishes++;
            }
        }

        return new(credential, pointers) { Subjects = subjects, OpenWishes = wishes };
    }

    /// <summary>Whether the standing of a credential is one that is asked for. What could not be found out is not.</summary>
    internal bool Accepts(CredentialStanding standing)
    {
        foreach (var (wanted, directive) in Statuses)
        {
            if ((directive == "required" && standing != wanted)
                || (directive == "disallowed" && (standing == wanted || standing == CredentialStanding.Unknown)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The id, without what was asked for.</summary>
    public override string ToString() => Id;
}
