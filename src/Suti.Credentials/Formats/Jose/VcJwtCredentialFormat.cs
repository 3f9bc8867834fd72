// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// JWTs of the data model 2.0 (VC-JOSE-COSE §3.1): the credential itself is the claims, and <c>typ</c> says what it is.
/// </summary>
public sealed class VcJwtCredentialFormat : ICredentialFormat
{
    private const string PresentationType = "vp+jwt";

    /// <inheritdoc/>
    public string Name => CredentialFormatNames.VcJwt;

    /// <inheritdoc/>
    public bool CanIssue(CredentialSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return JoseProof.CanSign(signer);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiableCredential> IssueAsync(
        Credential credential, CredentialSigner signer, IssueOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireIssuer(credential, signer);
        IssueRules.RequireModel(credential.Model, CredentialDataModel.V2, Name);
        V2Claims.RequireFree(credential.Json);
        // What the issuer wrote is what is signed, to the byte.
        var token = await JoseProof.SignAsync(credential.ToUtf8(), signer, Name, "vc", options.NamesKey, cancellationToken).ConfigureAwait(false);
        return Wrap(credential, token);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireHolder(presentation, holder);
        IssueRules.RequireModel(presentation.Model, CredentialDataModel.V2, Name);
        V2Claims.RequireFree(presentation.Json);
        var payload = V2Claims.OfPresentation(presentation.Json, holder.Controller, options);
        var token = await JoseProof.SignAsync(payload, holder, PresentationType, "vp", options.NamesKey, cancellationToken).ConfigureAwait(false);
        return Wrap(new Presentation(JsonElement.Parse(payload.Span), CredentialDataModel.V2), token);
    }

    /// <inheritdoc/>
    public bool CanRead(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document is { Jws: not null, SdJwt: null }
            && document.Jws.Header.HasType(document.Kind == SecuredKind.Credential ? Name : PresentationType);
    }

    /// <inheritdoc/>
    public async ValueTask<ProofReport> VerifyAsync(SecuredDocument document, ProofContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        var report = new ProofReport();
        var payload = document.Payload;
        if (EnvelopeClaims.TryRead(payload, strictIssuedAt: false) is not { } claims)
        {
            report.Checks.Fail(CheckCodes.Signature, "claim-type", "A registered claim has a wrong type.");
            return report;
        }

        report.Take(claims, context.Kind);
        await JoseProof.CheckAsync(report, context, document, V2Claims.ControllerOf(payload, context.Kind), cancellationToken).ConfigureAwait(false);
        V2Claims.Check(report, payload, claims, context.Kind, document, Name, PresentationType);
        if (context.Kind == SecuredKind.Credential)
        {
            report.Credential = Wrap(new Credential(payload, CredentialDataModel.V2), document.Token!);
        }
        else
        {
            report.Presentation = Wrap(new Presentation(payload, CredentialDataModel.V2), document.Token!);
        }

        return report;
    }

    /// <inheritdoc/>
    public VerifiableCredential? Read(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Payload.Member("@context").IsPresent() ? Wrap(new Credential(document.Payload, CredentialDataModel.V2), document.Token!) : null;
    }

    private VerifiableCredential Wrap(Credential credential, string token) =>
        new(Name, credential, token, () => Envelope.Around(token, $"application/{Name}", SecuredKind.Credential));

    private static VerifiablePresentation Wrap(Presentation presentation, string token) =>
        new(PresentationType, presentation, token, () => Envelope.Around(token, $"application/{PresentationType}", SecuredKind.Presentation));
}
