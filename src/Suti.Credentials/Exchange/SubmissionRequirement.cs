// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A rule about which input descriptors must be answered (section "Submission Requirement Feature").</summary>
/// <param name="IsPick">Whether some are enough; otherwise it must be all.</param>
/// <param name="Count">How many, exactly.</param>
/// <param name="Min">How many at least.</param>
/// <param name="Max">How many at most.</param>
/// <param name="From">The ids of the input descriptors of the group; null when it is about other rules.</param>
/// <param name="Nested">The other rules; empty when it is about a group.</param>
internal sealed record SubmissionRequirement(
    bool IsPick, int? Count, int? Min, int? Max, IReadOnlyList<string>? From, IReadOnlyList<SubmissionRequirement> Nested)
{
    /// <summary>Whether what was submitted follows the rule.</summary>
    public bool IsMetBy(IReadOnlySet<string> submitted)
    {
        var total = From?.Count ?? Nested.Count;
        var count = From?.Count(submitted.Contains) ?? Nested.Count(nested => nested.IsMetBy(submitted));
        return IsPick ? (Count is null || count == Count) && count >= (Min ?? (Count is null && Max is null ? 1 : 0)) && !(count > Max) : count == total;
    }

    /// <summary>The least that follows the rule out of what one has; null when one has not enough.</summary>
    public IReadOnlyList<string>? Choose(IReadOnlySet<string> available)
    {
        IReadOnlyList<IReadOnlyList<string>> options = From is not null
            ? [.. From.Where(available.Contains).Select(static id => (IReadOnlyList<string>)[id])]
            : [.. Nested.Select(nested => nested.Choose(available)).OfType<IReadOnlyList<string>>()];
        // Without a number, or with a largest one only, one is what a verifier expects at least.
        var wanted = !IsPick ? From?.Count ?? Nested.Count : Count ?? Min ?? 1;
        return options.Count >= wanted ? [.. options.Take(wanted).SelectMany(static option => option)] : null;
    }
}
