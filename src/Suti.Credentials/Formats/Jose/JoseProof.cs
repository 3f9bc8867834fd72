// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>What all formats share that are a JWS.</summary>
internal static class JoseProof
{
    /// <summary>Verifies the signature of a token with a key of who is said to have signed.</summary>
    public static ValueTask CheckAsync(
        ProofReport report, ProofContext context, SecuredDocument document, string? controller, CancellationToken cancellationToken)
    {
        var keyId = document.Jws!.Signatures[0].Header.KeyId;
        return context.CheckSignatureAsync(report, controller, keyId, InputOf(document), cancellationToken);
    }

    /// <summary>Verifies the signature of a token with the key of a certificate that names the issuer.</summary>
    public static void CheckCertificates(
        ProofReport report, ProofContext context, SecuredDocument document, string? issuer, System.Text.Json.JsonElement chain, CertificateRoots roots)
    {
        if (roots.TryFindKey(chain, issuer, context.Now, out var key, out var reason))
        {
            ProofContext.CheckSignature(report, issuer!, key, InputOf(document));
            return;
        }

        report.Checks.Fail(CheckCodes.Signature, reason, "The certificates do not vouch for the issuer.");
        report.Checks.Fail(CheckCodes.ProofPurpose, "not-checked", "It is not known whose signature it is.");
    }

    private static SignatureInput InputOf(SecuredDocument document)
    {
        var signature = document.Jws!.Signatures[0];
        var token = document.Token.AsSpan();
        var end = document.SdJwt is null ? token.Length : token.IndexOf('~');
        var signed = token[..end];
        signed = signed[..signed.LastIndexOf('.')];
        var data = new byte[signed.Length];
        Encoding.ASCII.GetBytes(signed, data);
        var algorithm = JwsAlgorithm.TryGet(signature.Header.Algorithm, out var known) ? known.Signature : null;
        return new SignatureInput(algorithm, data, signature.Value);
    }

    /// <summary>Signs a payload.</summary>
    public static ValueTask<string> SignAsync(
        ReadOnlyMemory<byte> payload, CredentialSigner signer, string type, string? contentType, bool namesKey, CancellationToken cancellationToken) =>
        Jws.SignAsync(payload, Signer(signer, type, contentType, namesKey), JwsForm.Attached, cancellationToken);

    public static JwsSigner Signer(CredentialSigner signer, string type, string? contentType, bool namesKey, JsonObject? additional = null) =>
        new(
            signer.Signer,
            header: new JoseHeaderParameters
            {
                Type = type,
                ContentType = contentType,
                KeyId = namesKey ? signer.VerificationMethod : null,
                Additional = additional,
            });

    /// <summary>Whether a key signs at all.</summary>
    public static bool CanSign(CredentialSigner signer) =>
        signer.Signer.PublicKey.Type is not Crypto.KeyType.X25519
        && JwsAlgorithm.For(signer.Signer.PublicKey.Type).Signature is { } algorithm
        && signer.Signer.CanSign(algorithm);
}
