// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Holds an answer against a definition, over what was verified.</summary>
internal sealed class SubmissionChecks(PresentationDefinition definition, IReadOnlyList<VerificationResult> presentations)
{
    private const int MaxSteps = 2_000_000;

    private readonly JsonPathBudget _budget = new(MaxSteps);
    private readonly Dictionary<string, InputMatch> _matches = new(StringComparer.Ordinal);

    public SubmissionValidation Check(PresentationSubmission submission)
    {
        if (presentations.Count == 0 || presentations.Any(static presentation => !presentation.Verified))
        {
            return new(false, "not-verified", []);
        }

        if (submission.DefinitionId != definition.Id)
        {
            return new(false, "other-definition", []);
        }

        var entries = submission.DescriptorMap.Select(CheckEntry).ToList();
        var submitted = _matches.Keys.ToHashSet(StringComparer.Ordinal);
        var reason = entries.Exists(static entry => entry.Reason is not null) ? "entry-refused"
            : !SharesSubjects() ? ExchangeReasons.Subject
            : !IsEnough(submitted) ? "incomplete"
            : null;
        return new(reason is null, reason, entries);
    }

    private bool IsEnough(HashSet<string> submitted) => definition.Requirements.Count == 0
        ? definition.InputDescriptors.All(descriptor => submitted.Contains(descriptor.Id))
        : definition.Requirements.All(requirement => requirement.IsMetBy(submitted));

    private SubmittedCredential CheckEntry(SubmissionEntry entry)
    {
        if (definition.InputDescriptors.FirstOrDefault(descriptor => descriptor.Id == entry.Id) is not { } descriptor)
        {
            return new(entry.Id, null, "unknown-descriptor");
        }

        if (_matches.ContainsKey(entry.Id))
        {
            return new(entry.Id, null, "named-twice");
        }

        if (Resolve(entry) is not { Result: { } result, Around: { } around } || result.Credential is not { } credential)
        {
            return new(entry.Id, null, "not-found");
        }

        if (!result.Verified)
        {
            return new(entry.Id, null, "not-verified");
        }

        // Only a binding that this presentation proves makes its sender the holder.
        var isKeyBound = result[CheckCodes.Holder] is { Outcome: CheckOutcome.Passed, Reason: "key-bound" };
        var holder = around.Presentation?.Presentation.Holder ?? (around.Presentation is null ? null : around.Signer);
        var match = descriptor.Match(new InputCandidate(credential, holder is null ? [] : [holder], isKeyBound, isShown: true), _budget, out var reason);
        if (match is not null && !descriptor.Accepts(CredentialStandings.Of(result)))
        {
            (match, reason) = (null, ExchangeReasons.Status);
        }

        if (match is null)
        {
            return new(entry.Id, null, reason);
        }

        _matches[entry.Id] = match;
        return new(entry.Id, credential, null);
    }

    private bool SharesSubjects()
    {
        foreach (var rule in definition.InputDescriptors.SelectMany(static descriptor => descriptor.SubjectRules).Where(static rule => rule.IsRequired))
        {
            var parts = ExchangeChoice.Parts(definition, rule).Where(part => _matches.ContainsKey(part.Descriptor)).ToList();
            var subjects = parts.Select(part => ExchangeChoice.SubjectOf(_matches[part.Descriptor], part.Fields)).Distinct(StringComparer.Ordinal).ToList();
            if (parts.Count > 0 && subjects is not [not null])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Follows an entry to the verified credential it leads to (section "Processing of Submission Entries"), and the presentation around it.</summary>
    private (VerificationResult? Result, VerificationResult? Around) Resolve(SubmissionEntry entry)
    {
        var path = JsonPath.Parse(entry.Path);
        var isRoot = path.Names is { Count: 0 };
        if (presentations.Count > 1 || !isRoot)
        {
            // Several presentations are a list, and so may be a single one.
            var places = JsonElement.Parse($"[{string.Join(',', Enumerable.Range(0, presentations.Count))}]");
            if (path.Select(places, _budget) is [var place] && place.Value.ValueKind == JsonValueKind.Number)
            {
                return ResolveIn(presentations[place.Value.GetInt32()], entry.Format, entry.PathNested);
            }

            // Or the path leads right into the only presentation.
            return presentations is [var only] && entry.PathNested is null ? (FindInner(only, entry), only) : default;
        }

        return ResolveIn(presentations[0], entry.Format, entry.PathNested);
    }

    private (VerificationResult? Result, VerificationResult? Around) ResolveIn(VerificationResult presentation, string format, SubmissionEntry? nested)
    {
        if (presentation.Credential is { } alone)
        {
            return nested is null && ClaimFormats.NamesOf(alone).Contains(format) ? (presentation, presentation) : default;
        }

        return nested is { PathNested: null } && ClaimFormats.NamesOf(presentation.Presentation!).Contains(format)
            ? (FindInner(presentation, nested), presentation)
            : default;
    }

    /// <summary>The verified credential inside a presentation that a path leads to, known by what it is and not by its place.</summary>
    private VerificationResult? FindInner(VerificationResult around, SubmissionEntry entry)
    {
        if (around.Presentation is not { } presentation)
        {
            return null;
        }

        var path = JsonPath.Parse(entry.Path);
        foreach (var document in Documents(presentation))
        {
            if (path.Select(document, _budget) is [var node])
            {
                return SecuredDocument.TryRead(node.Value, SecuredKind.Credential, CredentialLimits.Standard, out var secured, out _)
                    ? around.Nested.FirstOrDefault(nested => IsSame(nested, secured) && ClaimFormats.NamesOf(nested.Credential!).Contains(entry.Format))
                    : null;
            }
        }

        return null;
    }

    private static bool IsSame(VerificationResult nested, SecuredDocument document) =>
        nested.Credential is { } credential
        && (document.Token is { } token ? credential.Token == token : credential.Token is null && JsonElement.DeepEquals(credential.Json, document.Json));

    /// <summary>The claims of the token, in which paths begin with <c>$.vp</c> in the data model 1.1; and the presentation as the data model has it.</summary>
    private static IEnumerable<JsonElement> Documents(VerifiablePresentation presentation)
    {
        if (presentation.Token is { } token
            && SecuredDocument.TryRead(token, SecuredKind.Presentation, CredentialLimits.Standard, out var document, out _) && document.Payload.IsPresent())
        {
            yield return document.Payload;
        }

        yield return presentation.Presentation.Json;
    }
}
