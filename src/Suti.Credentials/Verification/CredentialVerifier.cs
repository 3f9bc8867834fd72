// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;

namespace Suti.Credentials;

/// <summary>
/// Verifies credentials and presentations of every format, by one pipeline: what came in as an object, as a token, alone or inside a
/// presentation is checked alike. A refusal is a value; nothing here throws for bad input.
/// </summary>
public sealed class CredentialVerifier
{
    private readonly KeyFinder _keys;
    private readonly CredentialVerifierOptions _options;
    private readonly ContentChecks _content;

    /// <summary>Makes a verifier.</summary>
    /// <param name="resolver">Resolves the DIDs of issuers and holders.</param>
    /// <param name="options">Formats, fetching, trust and limits.</param>
    public CredentialVerifier(IDidResolver resolver, CredentialVerifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        _options = options ?? new CredentialVerifierOptions();
        _keys = new KeyFinder(resolver, _options.ControllerKeys);
        _content = new ContentChecks(_options, this);
    }

    internal CredentialLimits Limits => _options.Limits;

    /// <summary>Verifies a credential: a token, or an object as JSON.</summary>
    /// <param name="credential">The text.</param>
    /// <param name="options">What is expected; everything is checked when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public ValueTask<VerificationResult> VerifyCredentialAsync(
        string credential, VerificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return SecuredDocument.TryRead(credential, SecuredKind.Credential, Limits, out var document, out var error)
            ? VerifyCredentialAsync(document, options ?? VerificationOptions.Standard, ticket: null, cancellationToken)
            : ValueTask.FromResult(Refuse(error));
    }

    /// <summary>Verifies a credential: a JSON string with a token, or an object.</summary>
    /// <param name="credential">The value.</param>
    /// <param name="options">What is expected; everything is checked when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public ValueTask<VerificationResult> VerifyCredentialAsync(
        JsonElement credential, VerificationOptions? options = null, CancellationToken cancellationToken = default) =>
        SecuredDocument.TryRead(credential, SecuredKind.Credential, Limits, out var document, out var error)
            ? VerifyCredentialAsync(document, options ?? VerificationOptions.Standard, ticket: null, cancellationToken)
            : ValueTask.FromResult(Refuse(error));

    /// <summary>Verifies a credential that was issued or read before.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="options">What is expected; everything is checked when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public ValueTask<VerificationResult> VerifyCredentialAsync(
        VerifiableCredential credential, VerificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return credential.Token is { } token
            ? VerifyCredentialAsync(token, options, cancellationToken)
            : VerifyCredentialAsync(credential.Json, options, cancellationToken);
    }

    /// <summary>
    /// Verifies a presentation: a token, or an object as JSON. A single SD-JWT with a key binding is one too.
    /// </summary>
    /// <param name="presentation">The text.</param>
    /// <param name="options">What is expected; everything is checked when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public ValueTask<VerificationResult> VerifyPresentationAsync(
        string presentation, VerificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        options ??= VerificationOptions.Standard;
        if (!SecuredDocument.TryRead(presentation, SecuredKind.Presentation, Limits, out var document, out var error))
        {
            return ValueTask.FromResult(Refuse(error));
        }

        return document.SdJwt is not null && FormatOf(document) is null
            ? VerifyCredentialAsync(presentation, options with { RequireKeyBinding = true }, cancellationToken)
            : VerifyPresentationAsync(document, options, cancellationToken);
    }

    /// <summary>Verifies a presentation: a JSON string with a token, or an object.</summary>
    /// <param name="presentation">The value.</param>
    /// <param name="options">What is expected; everything is checked when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public ValueTask<VerificationResult> VerifyPresentationAsync(
        JsonElement presentation, VerificationOptions? options = null, CancellationToken cancellationToken = default) =>
        presentation.ValueKind == JsonValueKind.String ? VerifyPresentationAsync(presentation.GetString()!, options, cancellationToken)
        : SecuredDocument.TryRead(presentation, SecuredKind.Presentation, Limits, out var document, out var error)
            ? VerifyPresentationAsync(document, options ?? VerificationOptions.Standard, cancellationToken)
            : ValueTask.FromResult(Refuse(error));

    /// <summary>
    /// Verifies many credentials at once. The answers are those of <see cref="VerifyCredentialAsync(string, VerificationOptions, CancellationToken)"/>;
    /// Ed25519 signatures are verified as one batch.
    /// </summary>
    /// <param name="credentials">Tokens, or objects as JSON.</param>
    /// <param name="options">What is expected; everything is checked when null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public async ValueTask<IReadOnlyList<VerificationResult>> VerifyCredentialsAsync(
        IReadOnlyList<string> credentials, VerificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var batch = new SignatureBatch(credentials.Count);
        var running = new Task<VerificationResult>[credentials.Count];
        for (var index = 0; index < running.Length; index++)
        {
            running[index] = VerifyOneAsync(credentials[index], options ?? VerificationOptions.Standard, new SignatureBatch.Ticket(batch), cancellationToken);
        }

        return await Task.WhenAll(running).ConfigureAwait(false);
    }

    internal async ValueTask<VerificationResult> VerifyCredentialAsync(
        SecuredDocument document, VerificationOptions options, SignatureBatch.Ticket? ticket, CancellationToken cancellationToken)
    {
        if (FormatOf(document) is not { } format)
        {
            return Refuse(new(CredentialErrorCodes.Malformed, "It has no proof of a known format."));
        }

        var context = new ProofContext(_keys, SecuredKind.Credential, options, _options, options.At ?? _options.Clock.GetUtcNow(), ticket);
        var report = await format.VerifyAsync(document, context, cancellationToken).ConfigureAwait(false);
        if (report.Credential is { } credential)
        {
            await _content.CheckCredentialAsync(report, credential.Credential, context, cancellationToken).ConfigureAwait(false);
        }

        return new VerificationResult(report.Checks, format.Name, report.Credential, presentation: null, [], report.Signer, report.TypeMetadata);
    }

    private static VerificationResult Refuse(CredentialError error)
    {
        var checks = new CheckList();
        checks.Fail(CheckCodes.Format, error.Code, error.Message);
        return new VerificationResult(checks, format: null, credential: null, presentation: null, [], signer: null);
    }

    private ICredentialFormat? FormatOf(SecuredDocument document)
    {
        foreach (var format in _options.Formats)
        {
            if (format.CanRead(document))
            {
                return format;
            }
        }

        return null;
    }

    private async Task<VerificationResult> VerifyOneAsync(
        string credential, VerificationOptions options, SignatureBatch.Ticket ticket, CancellationToken cancellationToken)
    {
        try
        {
            return SecuredDocument.TryRead(credential, SecuredKind.Credential, Limits, out var document, out var error)
                ? await VerifyCredentialAsync(document, options, ticket, cancellationToken).ConfigureAwait(false)
                : Refuse(error);
        }
        finally
        {
            ticket.End();
        }
    }

    private async ValueTask<VerificationResult> VerifyPresentationAsync(
        SecuredDocument document, VerificationOptions options, CancellationToken cancellationToken)
    {
        if (FormatOf(document) is not { } format)
        {
            return Refuse(new(CredentialErrorCodes.Malformed, "It has no proof of a known format."));
        }

        var context = new ProofContext(_keys, SecuredKind.Presentation, options, _options, options.At ?? _options.Clock.GetUtcNow(), ticket: null);
        var report = await format.VerifyAsync(document, context, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VerificationResult> nested = [];
        if (report.Presentation is { } presentation)
        {
            PresentationChecks.Check(report, presentation.Presentation, context);
            nested = await VerifyNestedAsync(report, presentation.Presentation, options, cancellationToken).ConfigureAwait(false);
        }

        return new VerificationResult(report.Checks, report.Presentation?.Format ?? format.Name, credential: null, report.Presentation, nested, report.Signer);
    }

    private async ValueTask<IReadOnlyList<VerificationResult>> VerifyNestedAsync(
        ProofReport report, Presentation presentation, VerificationOptions options, CancellationToken cancellationToken)
    {
        var credentials = report.InnerCredentials ?? presentation.Credentials;
        if (!report.Checks.HasPassed(CheckCodes.Signature))
        {
            // Nothing inside is worth fetching for when nobody signed it.
            for (var index = 0; index < Math.Min(credentials.Count, Limits.MaxCredentials); index++)
            {
                report.Checks.Fail(CheckCodes.Nested(index), "not-checked", "The signature around it is not right.");
            }

            return [];
        }

        if (credentials.Count > Limits.MaxCredentials)
        {
            report.Checks.Fail(CheckCodes.Nested(Limits.MaxCredentials), "too-many", "There are more credentials than the limit.");
            return [];
        }

        var results = new VerificationResult[credentials.Count];
        var inner = options with { Challenge = null, RequireKeyBinding = false };
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = await VerifyCredentialAsync(credentials[index], inner, cancellationToken).ConfigureAwait(false);
            if (results[index].Verified)
            {
                report.Checks.Pass(CheckCodes.Nested(index));
            }
            else
            {
                var failure = results[index].FirstFailure;
                report.Checks.Fail(CheckCodes.Nested(index), failure?.Code ?? "not-verified", failure?.Message);
            }
        }

        PresentationChecks.CheckHolder(report, presentation, results, options);
        return results;
    }
}
