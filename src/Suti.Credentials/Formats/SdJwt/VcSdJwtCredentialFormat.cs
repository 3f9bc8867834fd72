// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>SD-JWTs of the data model 2.0 (VC-JOSE-COSE §3.2): the credential as claims, of which the holder may leave out some.</summary>
/// <param name="random">Where salts come from; the system's source when null.</param>
public sealed class VcSdJwtCredentialFormat(RandomSource? random = null) : ICredentialFormat
{
    private const string PresentationType = "vp+sd-jwt";

    /// <inheritdoc/>
    public string Name => CredentialFormatNames.VcSdJwt;

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
        var jws = JoseProof.Signer(signer, Name, "vc", options.NamesKey);
        var issued = await SdJwtProof.IssueAsync(
            credential.Json, options.Disclosable, options.Decoys, options.HolderKey, jws, random ?? RandomSource.System, cancellationToken).ConfigureAwait(false);
        return Wrap(new Credential(Claims(issued), CredentialDataModel.V2), issued.ToString());
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireHolder(presentation, holder);
        IssueRules.RequireModel(presentation.Model, CredentialDataModel.V2, Name);
        V2Claims.RequireFree(presentation.Json);
        var payload = JsonElement.Parse(V2Claims.OfPresentation(presentation.Json, holder.Controller, options).Span);
        var jws = JoseProof.Signer(holder, PresentationType, "vp", options.NamesKey);
        var issued = await SdJwtProof.IssueAsync(
            payload, options.Disclosable, decoys: 0, holderKey: null, jws, random ?? RandomSource.System, cancellationToken).ConfigureAwait(false);
        return Wrap(new Presentation(payload, CredentialDataModel.V2), issued.ToString());
    }

    /// <inheritdoc/>
    public bool CanRead(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.SdJwt is not null
            && document.Jws!.Header.HasType(document.Kind == SecuredKind.Credential ? Name : PresentationType)
            && !(document.Payload.Member("vct").IsPresent() && !document.Payload.Member("@context").IsPresent());
    }

    /// <inheritdoc/>
    public async ValueTask<ProofReport> VerifyAsync(SecuredDocument document, ProofContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        var report = new ProofReport();
        if (SdJwtProof.ReadClaims(report, document) is not { } claims)
        {
            return report;
        }

        if (EnvelopeClaims.TryRead(claims, strictIssuedAt: false) is not { } registered)
        {
            report.Checks.Fail(CheckCodes.Signature, "claim-type", "A registered claim has a wrong type.");
            return report;
        }

        report.Take(registered, context.Kind);
        await JoseProof.CheckAsync(report, context, document, V2Claims.ControllerOf(claims, context.Kind), cancellationToken).ConfigureAwait(false);
        V2Claims.Check(report, claims, registered, context.Kind, document, Name, PresentationType);
        if (context.Kind == SecuredKind.Credential)
        {
            SdJwtProof.CheckKeyBinding(report, document, claims, context);
            report.Credential = Wrap(new Credential(claims, CredentialDataModel.V2), document.Token!);
        }
        else
        {
            report.Presentation = Wrap(new Presentation(claims, CredentialDataModel.V2), document.Token!);
        }

        return report;
    }

    /// <inheritdoc/>
    public VerifiableCredential? Read(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return SdJwtProof.TryReadClaims(document, out var claims) && claims.Member("@context").IsPresent()
            ? Wrap(new Credential(claims, CredentialDataModel.V2), document.Token!)
            : null;
    }

    private static JsonElement Claims(SdJwt issued) => JsonElement.Parse(issued.ReadClaims().ToJsonString());

    private VerifiableCredential Wrap(Credential credential, string token) =>
        new(Name, credential, token, () => Envelope.Around(token, $"application/{Name}", SecuredKind.Credential));

    private static VerifiablePresentation Wrap(Presentation presentation, string token) =>
        new(PresentationType, presentation, token, () => Envelope.Around(token, $"application/{PresentationType}", SecuredKind.Presentation));
}
