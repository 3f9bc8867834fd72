// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>COSE messages of the data model 2.0 (VC-JOSE-COSE §3.3): the credential is the payload of a COSE_Sign1, carried as base64.</summary>
public sealed class VcCoseCredentialFormat : ICredentialFormat
{
    private const string PresentationType = "vp+cose";

    /// <summary>The header parameter for the type (RFC 9596).</summary>
    private const long TypeLabel = 16;

    private const long AlgorithmLabel = 1;
    private const long ContentTypeLabel = 3;
    private const long KeyIdLabel = 4;

    /// <inheritdoc/>
    public string Name => CredentialFormatNames.VcCose;

    /// <inheritdoc/>
    public bool CanIssue(CredentialSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return AlgorithmFor(signer.Signer.PublicKey.Type) is { Signature: { } algorithm } && signer.Signer.CanSign(algorithm);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiableCredential> IssueAsync(
        Credential credential, CredentialSigner signer, IssueOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireIssuer(credential, signer);
        IssueRules.RequireModel(credential.Model, CredentialDataModel.V2, Name);
        var token = await SignAsync(credential.ToUtf8(), signer, Name, "application/vc", options.NamesKey, cancellationToken).ConfigureAwait(false);
        return Wrap(credential, token);
    }

    /// <inheritdoc/>
    public async ValueTask<VerifiablePresentation> PresentAsync(
        Presentation presentation, CredentialSigner holder, PresentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        IssueRules.RequireHolder(presentation, holder);
        IssueRules.RequireModel(presentation.Model, CredentialDataModel.V2, Name);
        var payload = V2Claims.OfPresentation(presentation.Json, holder.Controller, options);
        var token = await SignAsync(payload, holder, PresentationType, "application/vp", options.NamesKey, cancellationToken).ConfigureAwait(false);
        return Wrap(new Presentation(JsonElement.Parse(payload.Span), CredentialDataModel.V2), token);
    }

    /// <inheritdoc/>
    public bool CanRead(SecuredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Cose?.Header.Type is { } type
            && TypeIs(type, document.Kind == SecuredKind.Credential ? Name : PresentationType);
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
        var message = document.Cose!;
        var keyId = message.Header.KeyId is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        // An algorithm that is not signed could be exchanged.
        var algorithm = message.Header.Protected.TryGetInt64(AlgorithmLabel, out _) ? message.Header.Algorithm?.Signature : null;
        var input = new SignatureInput(algorithm, message.GetSignedBytes(), message.Signature);
        await context.CheckSignatureAsync(report, V2Claims.ControllerOf(payload, context.Kind), keyId, input, cancellationToken).ConfigureAwait(false);
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

    private static bool TypeIs(string type, string expected) =>
        type.Equals(expected, StringComparison.OrdinalIgnoreCase) || type.Equals("application/" + expected, StringComparison.OrdinalIgnoreCase);

    private static CoseAlgorithm? AlgorithmFor(KeyType type) => type switch
    {
        KeyType.Ed25519 => CoseAlgorithm.EdDsa,
        KeyType.P256 => CoseAlgorithm.Es256,
        KeyType.P384 => CoseAlgorithm.Es384,
        KeyType.P521 => CoseAlgorithm.Es512,
        KeyType.Secp256k1 => CoseAlgorithm.Es256K,
        _ => null,
    };

    private static async ValueTask<string> SignAsync(
        ReadOnlyMemory<byte> payload, CredentialSigner signer, string type, string contentType, bool namesKey, CancellationToken cancellationToken)
    {
        var algorithm = AlgorithmFor(signer.Signer.PublicKey.Type)
            ?? throw new SutiException(CredentialErrorCodes.NotIssuable, "There is no COSE algorithm for this type of key.");
        var header = new CoseMap().Set(ContentTypeLabel, contentType).Set(TypeLabel, "application/" + type);
        if (namesKey)
        {
            header = header.SetBytes(KeyIdLabel, Encoding.UTF8.GetBytes(signer.VerificationMethod));
        }

        var message = await CoseSign1.SignAsync(
            payload, signer.Signer, algorithm, new CoseOptions { Protected = header, Tagged = true }, cancellationToken).ConfigureAwait(false);
        return CoseText.Encode(message);
    }

    private VerifiableCredential Wrap(Credential credential, string token) =>
        new(Name, credential, token, () => Envelope.Around(token, $"application/{Name}", SecuredKind.Credential, isBase64: true));

    private static VerifiablePresentation Wrap(Presentation presentation, string token) =>
        new(PresentationType, presentation, token, () => Envelope.Around(token, $"application/{PresentationType}", SecuredKind.Presentation, isBase64: true));
}
