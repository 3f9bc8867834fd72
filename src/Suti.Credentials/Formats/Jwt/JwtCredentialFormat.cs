// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// JWTs of the data model 1.1 (VCDM 1.1 §6.3.1), as did-jwt-vc and Veramo write them: the claims <c>vc</c> and <c>vp</c>, and
/// registered claims in place of issuer, subject, times and identifier.
/// </summary>
public sealed class JwtCredentialFormat : ICredentialFormat
{
    private const string Type = "JWT";

    /// <inheritdoc/>
    public string Name => CredentialFormatNames.Jwt;

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
        IssueRules.RequireModel(credential.Model, CredentialDataModel.V1, Name);
        var payload = JwtPayloadWriter.OfCredential(credential.Json);
        var token = await JoseProof.SignAsync(payload, signer, Type, contentType: null, options.NamesKey, cancellationToken).ConfigureAwait(false);
        return Read(JsonElement.Parse(payload.Span), token);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireHolder(presentation, holder);
        IssueRules.RequireModel(presentation.Model, CredentialDataModel.V1, Name);
        var payload = JwtPayloadWriter.OfPresentation(presentation.Json, holder.Controller, options);
        var token = await JoseProof.SignAsync(payload, holder, Type, contentType: null, options.NamesKey, cancellationToken).ConfigureAwait(false);
        return ReadPresentation(JsonElement.Parse(payload.Span), token);
    }

    /// <inheritdoc/>
    public bool CanRead(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var payload = document.Payload;
        return document is { Jws: not null, SdJwt: null, MediaType: null }
            && (document.Jws.Header.Type is null || document.Jws.Header.HasType(Type))
            && (document.Kind == SecuredKind.Credential
                ? payload.Member("vc").ValueKind == JsonValueKind.Object || JwtNormalizer.IsAttestation(payload)
                : payload.Member("vp").ValueKind == JsonValueKind.Object);
    }

    /// <inheritdoc/>
    public async ValueTask<ProofReport> VerifyAsync(SecuredDocument document, ProofContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        var report = new ProofReport();
        var payload = document.Payload;
        if (EnvelopeClaims.TryRead(payload) is not { } claims)
        {
            report.Checks.Fail(CheckCodes.Signature, "claim-type", "A registered claim has a wrong type.");
            return report;
        }

        report.Take(claims, context.Kind);
        await JoseProof.CheckAsync(report, context, document, claims.Issuer, cancellationToken).ConfigureAwait(false);
        // The token speaks for its iss. A key of somebody else, named by kid, does not.
        if (claims.Issuer is null || report.Signer != claims.Issuer)
        {
            report.Signer = null;
        }

        if (context.Kind == SecuredKind.Credential)
        {
            ReadCredential(report, document, claims);
        }
        else
        {
            report.Presentation = ReadPresentation(payload, document.Token!);
            report.InnerCredentials = document.Json.IsPresent() ? document.Json.Member("verifiableCredential").Items() : null;
            Agree(report, document, JwtAgreement.CheckPresentation(payload, claims, report.Presentation.Presentation.Json, document.Json));
        }

        return report;
    }

    /// <inheritdoc/>
    public VerifiableCredential? Read(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Wrap(JwtNormalizer.Credential(document.Payload), document.Token!);
    }

    private void ReadCredential(ProofReport report, SecuredDocument document, EnvelopeClaims claims)
    {
        var payload = document.Payload;
        var members = JwtMembers.Of(payload);
        var json = JwtNormalizer.IsAttestation(payload) ? JwtNormalizer.Credential(payload) : JwtNormalizer.Credential(payload, members);
        report.Credential = Wrap(json, document.Token!);
        Agree(report, document, JwtAgreement.CheckCredential(members, claims, json, document.Json));
    }

    private static void Agree(ProofReport report, SecuredDocument document, string? disagreement)
    {
        if (disagreement is not null)
        {
            report.Checks.Fail(CheckCodes.Agreement, disagreement, "The JSON and the token around which it stands say different things.");
        }
        else if (document.Json.IsPresent())
        {
            report.Checks.Pass(CheckCodes.Agreement);
        }
        else
        {
            report.Checks.Skip(CheckCodes.Agreement, "token-only");
        }
    }

    private VerifiableCredential Read(JsonElement payload, string token) => Wrap(JwtNormalizer.Credential(payload), token);

    private VerifiableCredential Wrap(JsonElement json, string token) =>
        new(Name, new Credential(json, DataModelRules.ModelOf(json) ?? CredentialDataModel.V1), token, () => JwtNormalizer.WithProof(json, token));

    private VerifiablePresentation ReadPresentation(JsonElement payload, string token)
    {
        var json = JwtNormalizer.Presentation(payload);
        return new VerifiablePresentation(
            Name, new Presentation(json, DataModelRules.ModelOf(json) ?? CredentialDataModel.V1), token, () => JwtNormalizer.WithProof(json, token));
    }
}
