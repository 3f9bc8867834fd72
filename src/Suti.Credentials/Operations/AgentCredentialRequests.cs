// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;

namespace Suti.Credentials;

/// <summary>Requests for credentials over the store of an agent.</summary>
internal sealed class AgentCredentialRequests(
    ICredentialStore store,
    IEnumerable<ICredentialFormat> formats,
    CredentialVerifier verifier,
    ICredentials credentials,
    ISignerProvider signers,
    TimeProvider clock)
    : ICredentialRequests
{
    private const int StandardMatches = 100;
    private const int MaxMatches = 1000;

    private readonly IReadOnlyList<ICredentialFormat> _formats = [.. formats];

    public async Task<CredentialMatches> MatchDcqlAsync(MatchDcqlRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!DcqlQuery.TryParse(Utf8(request.Query), out var query, out var error))
        {
            throw error.ToException();
        }

        var answer = await query.EvaluateAsync(store, _formats, Count(request.MaxMatches), cancellationToken).ConfigureAwait(false);
        return new()
        {
            Satisfied = answer.IsSatisfied,
            Chosen = answer.Chosen,
            Credentials =
            [
                .. query.Credentials.Select(wanted => new WantedCredential
                {
                    Id = wanted.Id,
                    Matches = [.. answer.Matches[wanted.Id].Select(static match => Describe(match.Credential, match.Kept!, match.Pointers))],
                    Reason = answer.Reasons.GetValueOrDefault(wanted.Id),
                }),
            ],
        };
    }

    public async Task<CredentialMatches> MatchAsync(ExchangeMatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var definition = Parse(request.Definition);
        var answer = await EvaluateAsync(definition, request.Holders, Count(request.MaxMatches), cancellationToken).ConfigureAwait(false);
        return new()
        {
            Satisfied = answer.IsSatisfied,
            Chosen = answer.Chosen,
            Credentials =
            [
                .. definition.InputDescriptors.Select(descriptor => new WantedCredential
                {
                    Id = descriptor.Id,
                    Matches = [.. answer.Matches[descriptor.Id].Select(static match => Describe(match.Credential, match.Kept!, match.Pointers))],
                    Reason = answer.Reasons.GetValueOrDefault(descriptor.Id),
                }),
            ],
        };
    }

    public async Task<ExchangePresentResult> PresentAsync(ExchangePresentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var definition = Parse(request.Definition);
        if (!Did.TryParse(request.Holder, out var holder))
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/holder must be a DID of this agent.");
        }

        var answer = await EvaluateAsync(definition, [request.Holder], MaxMatches, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSatisfied)
        {
            return new() { Satisfied = false, Presentations = [], Reasons = answer.Reasons };
        }

        var chosen = answer.Chosen.Select(id => (id, Choose(id, answer.Matches[id], request.Choice))).ToList();
        var presenter = new ExchangePresenter(definition, credentials, signers, clock);
        var (presentations, submission) = await presenter.PresentAsync(chosen, holder, request.Challenge, request.Domain, cancellationToken).ConfigureAwait(false);
        return new() { Satisfied = true, Presentations = presentations, PresentationSubmission = submission };
    }

    public async Task<ExchangeValidateResult> ValidateAsync(ExchangeValidateRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var definition = Parse(request.Definition);
        var presentations = request.Presentations.Items();
        if (presentations.Count is 0 or > 100)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/presentations must have 1 to 100 items.");
        }

        var options = (request.Policies?.ToOptions() ?? VerificationOptions.Standard) with { Challenge = request.Challenge, Domain = request.Domain };
        var results = new List<VerificationResult>(presentations.Count);
        foreach (var presentation in presentations)
        {
            results.Add(await verifier.VerifyPresentationAsync(presentation, options, cancellationToken).ConfigureAwait(false));
        }

        var submission = ReadSubmission(request, results);
        var validation = definition.Validate(submission, results);
        return new()
        {
            Valid = validation.IsValid,
            Reason = validation.Reason,
            Entries =
            [
                .. validation.Entries.Select(static entry => new ExchangeEntryResult
                {
                    Id = entry.Id,
                    Reason = entry.Reason,
                    VerifiableCredential = entry.Credential is { } credential ? FormOf(credential) : null,
                    Claims = entry.Credential?.Credential.Json,
                }),
            ],
            Error = results.Find(static result => !result.Verified) is { } refused ? VeramoAnswers.Of(refused).Error : null,
        };
    }

    /// <summary>The object; of an SD-JWT VC, which has none, the token.</summary>
    internal static JsonElement FormOf(VerifiableCredential credential) => credential.Format == CredentialFormatNames.SdJwtVc
        ? JsonValues.Build(writer => writer.WriteStringValue(credential.Token))
        : credential.Json;

    private static PresentationSubmission ReadSubmission(ExchangeValidateRequest request, List<VerificationResult> results)
    {
        var json = request.PresentationSubmission ?? default;
        if (!json.IsPresent() && results is [{ Presentation: { } presentation }])
        {
            // The data model 1.1 has it inside vp, next to what the presentation is made of.
            json = presentation.Presentation.Json.Member("presentation_submission");
            json = json.IsPresent() ? json : presentation.Presentation.Json.Member("vp").Member("presentation_submission");
        }

        if (!json.IsPresent())
        {
            throw new SutiException(CredentialErrorCodes.RequestInvalid, "There is no presentation submission.");
        }

        return PresentationSubmission.TryParse(Utf8(json), out var submission, out var error) ? submission : throw error.ToException();
    }

    private static PresentationDefinition Parse(JsonElement json) =>
        PresentationDefinition.TryParse(Utf8(json), out var definition, out var error) ? definition : throw error.ToException();

    private static ReadOnlySpan<byte> Utf8(JsonElement json) => json.IsPresent() ? JsonValues.Utf8(json) : default;

    private static InputMatch Choose(string id, IReadOnlyList<InputMatch> matches, IReadOnlyDictionary<string, string>? choice) =>
        choice?.TryGetValue(id, out var hash) != true ? matches[0]
        : matches.FirstOrDefault(match => match.Kept!.Hash == hash)
            ?? throw new SutiException(AgentErrorCodes.InvalidArgument, "/choice names a credential that does not fit its input descriptor.");

    private static MatchedCredential Describe(VerifiableCredential credential, FoundCredential kept, IReadOnlyList<string> pointers) => new()
    {
        Hash = kept.Hash,
        Format = credential.Format,
        VerifiableCredential = kept.VerifiableCredential,
        Claims = pointers,
    };

    private static int Count(int? wanted) => wanted is null or (>= 1 and <= MaxMatches)
        ? wanted ?? StandardMatches
        : throw new SutiException(AgentErrorCodes.InvalidArgument, $"/maxMatches must be 1 to {MaxMatches}.");

    private ValueTask<ExchangeAnswer> EvaluateAsync(
        PresentationDefinition definition, IReadOnlyList<string>? holders, int maxMatches, CancellationToken cancellationToken) =>
        definition.EvaluateAsync(
            store, new ExchangeOptions { Holders = holders, FindStanding = FindStandingAsync, Formats = _formats, MaxMatches = maxMatches }, cancellationToken);

    private async ValueTask<CredentialStanding> FindStandingAsync(VerifiableCredential credential, CancellationToken cancellationToken) =>
        CredentialStandings.Of(await verifier.VerifyCredentialAsync(credential, VerificationOptions.Standard, cancellationToken).ConfigureAwait(false));
}
