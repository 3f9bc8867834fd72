// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// A request for credentials as DIF Presentation Exchange 2.0 and 2.1 write it. It says which credentials a verifier asks for; a wallet
/// evaluates it over what it has, and the verifier holds the answer against it.
/// </summary>
public sealed class PresentationDefinition
{
    internal PresentationDefinition(string id, IReadOnlyList<InputDescriptor> inputDescriptors)
    {
        Id = id;
        InputDescriptors = inputDescriptors;
    }

    /// <summary>Its name; a submission says it again.</summary>
    public string Id { get; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; internal init; }

    /// <summary>What the credentials are needed for, for people.</summary>
    public string? Purpose { get; internal init; }

    /// <summary>The credentials that are asked for.</summary>
    public IReadOnlyList<InputDescriptor> InputDescriptors { get; }

    internal ClaimFormatRules? Formats { get; init; }

    internal IReadOnlyList<SubmissionRequirement> Requirements { get; init; } = [];

    /// <summary>Reads a definition that may come from anywhere: by itself, or as the member <c>presentation_definition</c> of an object.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out PresentationDefinition? definition, [NotNullWhen(false)] out CredentialError? error)
    {
        definition = null;
        var fault = StrictJson.TryParseElement(utf8, out var json, new StrictJsonLimits { MaxSize = 1 << 18, MaxDepth = 48 })
            ? new PresentationDefinitionReader().Read(json, out definition)
            : "The definition is not strict JSON, or is too large.";
        error = fault is null ? null : new(CredentialErrorCodes.RequestInvalid, fault);
        definition = fault is null ? definition : null;
        return definition is not null;
    }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static PresentationDefinition Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(Encoding.UTF8.GetBytes(json), out var definition, out var error) ? definition : throw new FormatException(error.Message);
    }

    /// <summary>Finds which of one's credentials answer the definition, or why none do.</summary>
    /// <param name="credentials">The credentials that one has. They are not verified.</param>
    /// <param name="options">What is known beside them.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="SutiException">The definition asks for too much work, or for what its filters may not do.</exception>
    public async ValueTask<ExchangeAnswer> EvaluateAsync(
        IReadOnlyCollection<VerifiableCredential> credentials, ExchangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var collector = new ExchangeCollector(options ?? ExchangeOptions.Standard);
        foreach (var descriptor in InputDescriptors)
        {
            collector.Begin(descriptor);
            foreach (var credential in credentials)
            {
                await collector.TryAsync(credential, kept: null, cancellationToken).ConfigureAwait(false);
            }
        }

        return ExchangeChoice.Conclude(this, collector);
    }

    /// <summary>
    /// Finds which of the credentials in a store answer the definition, or why none do. Where a descriptor names types, issuers or the value of a
    /// claim, the store finds the candidates by its indexes; only those are read.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="options">What is known beside it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="SutiException">The definition asks for too much work, or for what its filters may not do.</exception>
    public async ValueTask<ExchangeAnswer> EvaluateAsync(
        ICredentialStore store, ExchangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= ExchangeOptions.Standard;
        var collector = new ExchangeCollector(options);
        foreach (var descriptor in InputDescriptors)
        {
            collector.Begin(descriptor);
            await CandidateSearch.RunAsync(
                store,
                descriptor.ToFilter(),
                options.Formats,
                options.MaxMatches,
                (credential, kept) => collector.TryAsync(credential, kept, cancellationToken),
                () => collector.Count,
                cancellationToken).ConfigureAwait(false);
        }

        return ExchangeChoice.Conclude(this, collector);
    }

    /// <summary>Holds an answer against the definition. Everything in it must have been verified before, and every check must have passed.</summary>
    /// <param name="submission">Where the credentials stand in the answer.</param>
    /// <param name="presentations">The verified presentations, in the order in which they came; an SD-JWT VC is one by itself.</param>
    public SubmissionValidation Validate(PresentationSubmission submission, IReadOnlyList<VerificationResult> presentations)
    {
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(presentations);
        return new SubmissionChecks(this, presentations).Check(submission);
    }

    /// <summary>The id, without what was asked for.</summary>
    public override string ToString() => Id;
}
