// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The checks of what a credential says, whatever its format.</summary>
internal sealed class ContentChecks(CredentialVerifierOptions verifier, CredentialVerifier owner)
{
    public async ValueTask CheckCredentialAsync(
        ProofReport report, Credential credential, ProofContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        var checks = report.Checks;
        CheckIssuer(report, credential);
        CheckTime(report, credential, context);
        CheckDataModel(checks, credential, options);
        AudienceChecks.Check(report, options, isRequired: options.RequireKeyBinding);
        if (options.RequireKeyBinding || report.Challenge is not null)
        {
            AudienceChecks.CheckChallenge(report, options);
        }

        // What costs the network is asked only for what somebody signed.
        var isSigned = checks.HasPassed(CheckCodes.Signature);
        await CheckStatusAsync(checks, credential, context, isSigned, cancellationToken).ConfigureAwait(false);
        await CheckSchemaAsync(checks, credential, options, isSigned, cancellationToken).ConfigureAwait(false);
        await TypeMetadataChecks.CheckAsync(report, credential, verifier, options, cancellationToken).ConfigureAwait(false);
        await RelatedResourceChecks.CheckAsync(checks, credential, verifier, options, isSigned, cancellationToken).ConfigureAwait(false);
        await CheckTrustAsync(checks, credential, context, isSigned, cancellationToken).ConfigureAwait(false);
    }

    private static void CheckIssuer(ProofReport report, Credential credential)
    {
        if (report.Signer is not null && credential.Issuer == report.Signer)
        {
            report.Checks.Pass(CheckCodes.Issuer);
        }
        else
        {
            report.Checks.Fail(CheckCodes.Issuer, report.Signer is null ? "signer-unknown" : "not-issuer", "The one who signed is not the issuer.");
        }
    }

    private static void CheckTime(ProofReport report, Credential credential, ProofContext context)
    {
        var (from, until) = credential.Model switch
        {
            CredentialDataModel.V1 => ("issuanceDate", "expirationDate"),
            CredentialDataModel.V2 => ("validFrom", "validUntil"),
            _ => ("nbf", "exp"),
        };
        TimeChecks.Check(report, context, credential.Json, from, until, credential.ValidFrom, credential.ValidUntil);
    }

    private static void CheckDataModel(CheckList checks, Credential credential, VerificationOptions options)
    {
        if (!options.Checks(CheckCodes.DataModel))
        {
            checks.SwitchOff(CheckCodes.DataModel);
        }
        else if (DataModelRules.CheckCredential(credential.Json, credential.Model) is { } fault)
        {
            checks.Fail(CheckCodes.DataModel, "invalid", fault);
        }
        else
        {
            checks.Pass(CheckCodes.DataModel);
        }
    }

    private async ValueTask CheckStatusAsync(
        CheckList checks, Credential credential, ProofContext context, bool isSigned, CancellationToken cancellationToken)
    {
        var entries = credential.Statuses;
        if (!context.Options.Checks(CheckCodes.Status))
        {
            checks.SwitchOff(CheckCodes.Status);
        }
        else if (entries.Count == 0)
        {
            checks.Skip(CheckCodes.Status, "none");
        }
        else if (!isSigned)
        {
            checks.Fail(CheckCodes.Status, "not-checked", "Nobody signed where its status is found.");
        }
        else if (entries.Count > verifier.Limits.MaxStatuses)
        {
            checks.Fail(CheckCodes.Status, "too-many", "It has more entries of status than the limit.");
        }
        else
        {
            var answer = StatusAnswer.Good;
            foreach (var entry in entries)
            {
                answer = await AskStatusAsync(credential, entry, context, cancellationToken).ConfigureAwait(false);
                if (!answer.IsGood)
                {
                    checks.Fail(CheckCodes.Status, answer.Reason, answer.Message);
                    return;
                }
            }

            checks.Pass(CheckCodes.Status, answer.Reason, answer.Message);
        }
    }

    private async ValueTask<StatusAnswer> AskStatusAsync(Credential credential, JsonElement entry, ProofContext context, CancellationToken cancellationToken)
    {
        foreach (var method in verifier.StatusMethods)
        {
            if (method.CanCheck(entry))
            {
                var status = new StatusContext(verifier, owner, context);
                return await method.CheckAsync(credential, entry, status, cancellationToken).ConfigureAwait(false);
            }
        }

        return new StatusAnswer(false, "unknown-type", "Its kind of status is not known here, so that it could not be checked.");
    }

    private async ValueTask CheckSchemaAsync(
        CheckList checks, Credential credential, VerificationOptions options, bool isSigned, CancellationToken cancellationToken)
    {
        var schemas = credential.Schemas;
        if (!options.Checks(CheckCodes.Schema))
        {
            checks.SwitchOff(CheckCodes.Schema);
        }
        else if (schemas.Count == 0)
        {
            checks.Skip(CheckCodes.Schema, "none");
        }
        else if (!isSigned)
        {
            checks.Fail(CheckCodes.Schema, "not-checked", "Nobody signed which schema it follows.");
        }
        else if (schemas.Count > verifier.Limits.MaxSchemas)
        {
            checks.Fail(CheckCodes.Schema, "too-many", "It has more schemas than the limit.");
        }
        else
        {
            foreach (var entry in schemas)
            {
                if (await SchemaChecks.ObjectAsync(entry, credential, verifier, owner, cancellationToken).ConfigureAwait(false) is { } objection)
                {
                    checks.Fail(CheckCodes.Schema, objection.Reason, objection.Message);
                    return;
                }
            }

            checks.Pass(CheckCodes.Schema);
        }
    }

    private async ValueTask CheckTrustAsync(
        CheckList checks, Credential credential, ProofContext context, bool isSigned, CancellationToken cancellationToken)
    {
        if (!context.Options.Checks(CheckCodes.Trust))
        {
            checks.SwitchOff(CheckCodes.Trust);
        }
        else if (verifier.Trust is not { } policy)
        {
            checks.Skip(CheckCodes.Trust, "no-policy");
        }
        else if (!isSigned)
        {
            checks.Fail(CheckCodes.Trust, "not-checked", "Nobody signed it.");
        }
        else if (await policy.ObjectAsync(credential, context.Now, cancellationToken).ConfigureAwait(false) is { } objection)
        {
            checks.Fail(CheckCodes.Trust, objection.Reason, objection.Message);
        }
        else
        {
            checks.Pass(CheckCodes.Trust);
        }
    }
}
