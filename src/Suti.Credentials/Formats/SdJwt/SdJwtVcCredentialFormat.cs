// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>SD-JWT VC (draft-ietf-oauth-sd-jwt-vc): claims with a type, selectively disclosed, bound to the holder's key.</summary>
/// <param name="random">Where salts come from; the system's source when null.</param>
public sealed class SdJwtVcCredentialFormat(RandomSource? random = null) : ICredentialFormat
{
    /// <summary>What the drafts called the type before; the W3C format uses it still, for documents with a context.</summary>
    private const string FormerType = "vc+sd-jwt";

    /// <summary>Claims that must not be hidden (§3.2.2.2).</summary>
    private static readonly string[] AlwaysOpen = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"];

    /// <inheritdoc/>
    public string Name => CredentialFormatNames.SdJwtVc;

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
        IssueRules.RequireModel(credential.Model, CredentialDataModel.SdJwtVc, Name);
        foreach (var pointer in options.Disclosable)
        {
            if (Array.Exists(AlwaysOpen, name => pointer == "/" + name || pointer.StartsWith($"/{name}/", StringComparison.Ordinal)))
            {
                throw new SutiException(CredentialErrorCodes.NotIssuable, $"The claim {pointer} must not be hidden.");
            }
        }

        var jws = JoseProof.Signer(signer, Name, contentType: null, options.NamesKey);
        var issued = await SdJwtProof.IssueAsync(
            credential.Json, options.Disclosable, options.Decoys, options.HolderKey, jws, random ?? RandomSource.System, cancellationToken).ConfigureAwait(false);
        if (options.TypeMetadata is { } metadata)
        {
            RequireType(issued, credential, metadata);
        }

        var claims = JsonElement.Parse(issued.ReadClaims().ToJsonString());
        return Wrap(claims, issued.ToString());
    }

    /// <summary>An SD-JWT VC is shown as it is, with fewer disclosures and a key binding: see <see cref="SdJwtPresentation"/>.</summary>
    public ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken) =>
        throw new SutiException(CredentialErrorCodes.NotIssuable, "SD-JWT VCs are shown one by one, with a key binding.");

    /// <inheritdoc/>
    public bool CanRead(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document is { Kind: SecuredKind.Credential, SdJwt: not null }
            && (document.Jws!.Header.HasType(Name)
                || (document.Jws.Header.HasType(FormerType) && !document.Payload.Member("@context").IsPresent() && document.Payload.Member("vct").IsPresent()));
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

        if (EnvelopeClaims.TryRead(claims) is not { } registered)
        {
            report.Checks.Fail(CheckCodes.Signature, "claim-type", "A registered claim has a wrong type.");
            return report;
        }

        report.Take(registered, context.Kind);
        if (context.CertificateRoots is { } roots && document.Jws!.Header.TryGetMember("x5c", out var chain))
        {
            JoseProof.CheckCertificates(report, context, document, registered.Issuer, chain, roots);
        }
        else
        {
            await JoseProof.CheckAsync(report, context, document, registered.Issuer, cancellationToken).ConfigureAwait(false);
        }

        var hidden = Array.Find(AlwaysOpen, name => claims.Member(name).IsPresent() && !document.Payload.Member(name).IsPresent());
        if (hidden is not null)
        {
            report.Checks.Fail(CheckCodes.Agreement, "hidden-claim", $"The claim {hidden} must not come by a disclosure.");
        }
        else if (document.Json.IsPresent())
        {
            report.Checks.Fail(CheckCodes.Agreement, "json-around", "An SD-JWT VC has no JSON around it.");
        }
        else
        {
            report.Checks.Skip(CheckCodes.Agreement, "token-only");
        }

        SdJwtProof.CheckKeyBinding(report, document, claims, context);
        report.SdJwt = document.SdJwt;
        report.Credential = Wrap(claims, document.Token!);
        return report;
    }

    /// <inheritdoc/>
    public VerifiableCredential? Read(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return SdJwtProof.TryReadClaims(document, out var claims) ? Wrap(claims, document.Token!) : null;
    }

    private static void RequireType(Jose.SdJwt issued, Credential credential, TypeMetadata metadata)
    {
        if (credential.Json.Text("vct") != metadata.Vct)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, "The credential has another type than the metadata.");
        }

        if (TypeMetadataRules.Object(issued, metadata, isWhole: true) is { } objection)
        {
            throw new SutiException(CredentialErrorCodes.NotIssuable, objection.Message!);
        }
    }

    private VerifiableCredential Wrap(JsonElement claims, string token) =>
        new(Name, new Credential(claims, CredentialDataModel.SdJwtVc), token, () => claims);
}
