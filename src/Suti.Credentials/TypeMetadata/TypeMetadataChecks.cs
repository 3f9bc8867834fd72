// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The check of an SD-JWT VC against its type, for verifiers who know types.</summary>
internal static class TypeMetadataChecks
{
    public static async ValueTask CheckAsync(
        ProofReport report, Credential credential, CredentialVerifierOptions verifier, VerificationOptions options, CancellationToken cancellationToken)
    {
        var checks = report.Checks;
        if (credential.Model != CredentialDataModel.SdJwtVc)
        {
            return;
        }

        if (!options.Checks(CheckCodes.TypeMetadata))
        {
            checks.SwitchOff(CheckCodes.TypeMetadata);
        }
        else if (verifier.TypeMetadata is not { } source)
        {
            // Nobody must process type metadata: who wants it names a source.
            checks.Skip(CheckCodes.TypeMetadata, "no-source");
        }
        else if (!checks.HasPassed(CheckCodes.Signature))
        {
            checks.Fail(CheckCodes.TypeMetadata, "not-checked", "Nobody signed which type it has.");
        }
        else if (report.SdJwt is not { } sdJwt || credential.Json.Text("vct") is not { } vct
            || (credential.Json.Member("vct#integrity") is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } && credential.Json.Text("vct#integrity") is null))
        {
            checks.Fail(CheckCodes.TypeMetadata, "malformed", "It has no type, or its digest is no text.");
        }
        else
        {
            await CheckAsync(report, sdJwt, source, vct, credential.Json.Text("vct#integrity"), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask CheckAsync(
        ProofReport report, Jose.SdJwt sdJwt, ITypeMetadataSource source, string vct, string? integrity, CancellationToken cancellationToken)
    {
        try
        {
            var metadata = await TypeMetadata.LoadAsync(source, vct, integrity, cancellationToken).ConfigureAwait(false);
            if (TypeMetadataRules.Object(sdJwt, metadata, isWhole: false) is { } objection)
            {
                report.Checks.Fail(CheckCodes.TypeMetadata, objection.Reason, objection.Message);
                return;
            }

            report.TypeMetadata = metadata;
            report.Checks.Pass(CheckCodes.TypeMetadata);
        }
        catch (SutiException exception) when (exception.Code is CredentialErrorCodes.TypeMetadataInvalid or CredentialErrorCodes.NotFetched)
        {
            report.Checks.Fail(
                CheckCodes.TypeMetadata, exception.Code == CredentialErrorCodes.NotFetched ? "not-found" : "metadata-invalid", exception.Message);
        }
    }
}
