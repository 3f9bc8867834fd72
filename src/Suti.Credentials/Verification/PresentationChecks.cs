// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The checks of a presentation itself, whatever its format.</summary>
internal static class PresentationChecks
{
    public static void Check(ProofReport report, Presentation presentation, ProofContext context)
    {
        var options = context.Options;
        CheckIssuer(report, presentation);
        if (presentation.Model == CredentialDataModel.V1)
        {
            TimeChecks.Check(
                report, context, presentation.Json, "issuanceDate", "expirationDate", Time(presentation, "issuanceDate"), Time(presentation, "expirationDate"));
        }
        else
        {
            TimeChecks.Check(report, context, presentation.Json, "validFrom", "validUntil", Time(presentation, "validFrom"), Time(presentation, "validUntil"));
        }

        CheckDataModel(report, presentation, options);
        CheckChallenge(report, options);
        AudienceChecks.Check(report, options, isRequired: true);
    }

    /// <summary>Every credential that names its subjects must be about the one who shows it.</summary>
    public static void CheckHolder(
        ProofReport report, Presentation presentation, IReadOnlyList<VerificationResult> nested, VerificationOptions options)
    {
        if (!options.Checks(CheckCodes.Holder))
        {
            report.Checks.SwitchOff(CheckCodes.Holder);
            return;
        }

        var holder = presentation.Holder ?? report.Signer;
        var bound = 0;
        foreach (var result in nested)
        {
            if (result.Credential?.Credential.SubjectIds is not { Count: > 0 } subjects)
            {
                continue;
            }

            bound++;
            if (holder is null || !subjects.Contains(holder))
            {
                report.Checks.Fail(CheckCodes.Holder, "not-subject", "A credential in it is about somebody else.");
                return;
            }
        }

        if (bound > 0)
        {
            report.Checks.Pass(CheckCodes.Holder, "is-subject");
        }
        else
        {
            report.Checks.Skip(CheckCodes.Holder, "no-subject-named");
        }
    }

    private static DateTimeOffset? Time(Presentation presentation, string name) =>
        JsonValues.TryReadTime(presentation.Json.Text(name), requireZone: false, out var time) ? time : null;

    private static void CheckIssuer(ProofReport report, Presentation presentation)
    {
        if (report.Signer is null)
        {
            report.Checks.Fail(CheckCodes.Issuer, "signer-unknown", "It is not known who signed.");
        }
        else if (presentation.Json.Member("holder").IsPresent() && presentation.Holder != report.Signer)
        {
            report.Checks.Fail(CheckCodes.Issuer, "not-holder", "The one who signed is not the holder.");
        }
        else
        {
            report.Checks.Pass(CheckCodes.Issuer);
        }
    }

    private static void CheckDataModel(ProofReport report, Presentation presentation, VerificationOptions options)
    {
        if (!options.Checks(CheckCodes.DataModel))
        {
            report.Checks.SwitchOff(CheckCodes.DataModel);
        }
        else if (DataModelRules.CheckPresentation(presentation.Json, presentation.Model) is { } fault)
        {
            report.Checks.Fail(CheckCodes.DataModel, "invalid", fault);
        }
        else
        {
            report.Checks.Pass(CheckCodes.DataModel);
        }
    }

    private static void CheckChallenge(ProofReport report, VerificationOptions options) => AudienceChecks.CheckChallenge(report, options);
}
