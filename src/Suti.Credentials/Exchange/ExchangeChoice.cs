// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Brings the descriptors of a definition together: whom they are about, and which of them must be answered.</summary>
internal static class ExchangeChoice
{
    public static ExchangeAnswer Conclude(PresentationDefinition definition, ExchangeCollector collector)
    {
        foreach (var rule in definition.InputDescriptors.SelectMany(static descriptor => descriptor.SubjectRules).Where(static rule => rule.IsRequired))
        {
            KeepCommonSubjects(definition, rule, collector);
        }

        var available = collector.Matches.Where(static entry => entry.Value.Count > 0).Select(static entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var chosen = Choose(definition, available);
        var matches = collector.Matches.ToDictionary(
            static entry => entry.Key,
            static entry => (IReadOnlyList<InputMatch>)[.. entry.Value.OrderBy(static match => match.OpenWishes)],
            StringComparer.Ordinal);
        return new(chosen is not null, matches, collector.Reasons, chosen ?? []);
    }

    /// <summary>The descriptors that name fields of a rule, with those fields.</summary>
    public static IEnumerable<(string Descriptor, IReadOnlyList<string> Fields)> Parts(PresentationDefinition definition, SubjectRule rule) =>
        from descriptor in definition.InputDescriptors
        let fields = descriptor.Fields.Select(static field => field.Id).OfType<string>().Where(rule.Fields.Contains).ToList()
        where fields.Count > 0
        select (descriptor.Id, (IReadOnlyList<string>)fields);

    /// <summary>The subject that the fields of a match share; null when it is not named, or they do not.</summary>
    public static string? SubjectOf(InputMatch match, IReadOnlyList<string> fields) =>
        fields.Where(match.Subjects.ContainsKey).Select(id => match.Subjects[id]).Distinct(StringComparer.Ordinal).ToList() is [{ } only] ? only : null;

    private static IReadOnlyList<string>? Choose(PresentationDefinition definition, HashSet<string> available)
    {
        if (definition.Requirements.Count == 0)
        {
            return definition.InputDescriptors.All(descriptor => available.Contains(descriptor.Id))
                ? [.. definition.InputDescriptors.Select(static descriptor => descriptor.Id)]
                : null;
        }

        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var requirement in definition.Requirements)
        {
            if (requirement.Choose(available) is not { } part)
            {
                return null;
            }

            chosen.UnionWith(part);
        }

        // Rules that share a group may be at odds: what is chosen for one can be too much for another.
        return definition.Requirements.All(requirement => requirement.IsMetBy(chosen))
            ? [.. definition.InputDescriptors.Select(static descriptor => descriptor.Id).Where(chosen.Contains)]
            : null;
    }

    /// <summary>
    /// Leaves of every descriptor that a rule speaks of those credentials whose subject all of them have. Descriptors for which one has nothing do not
    /// count: they are missing for another reason, or need not be answered.
    /// </summary>
    private static void KeepCommonSubjects(PresentationDefinition definition, SubjectRule rule, ExchangeCollector collector)
    {
        var parts = Parts(definition, rule).Where(part => collector.Matches[part.Descriptor].Count > 0).ToList();
        HashSet<string>? common = null;
        foreach (var (descriptor, fields) in parts)
        {
            var subjects = collector.Matches[descriptor].Select(match => SubjectOf(match, fields)).OfType<string>().ToHashSet(StringComparer.Ordinal);
            if (common is null)
            {
                common = subjects;
            }
            else
            {
                common.IntersectWith(subjects);
            }
        }

        // One subject is chosen when there are several: the first of the first descriptor, so that whatever is taken of the rest is about the same.
        var chosen = parts.Count == 0 ? null
            : collector.Matches[parts[0].Descriptor].Select(match => SubjectOf(match, parts[0].Fields)).FirstOrDefault(subject => subject is not null && common!.Contains(subject));
        foreach (var (descriptor, fields) in parts)
        {
            var matches = collector.Matches[descriptor];
            if (matches.RemoveAll(match => chosen is null || SubjectOf(match, fields) != chosen) > 0 && matches.Count == 0)
            {
                collector.Reasons[descriptor] = ExchangeReasons.Subject;
            }
        }
    }
}
