// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Says what was found with the codes and texts that clients of Veramo look for.</summary>
internal static class VeramoAnswers
{
    public static VerifyResult Of(VerificationResult result) => new()
    {
        Verified = result.Verified,
        Error = result.Verified ? null : ErrorOf(result),
        Checks = [.. result.Checks.Select(check => new VerifyCheck(check.Code, NameOf(check.Outcome), check.Reason, check.Message))],
    };

    private static VerifyError ErrorOf(VerificationResult result)
    {
        // A presentation fails for what is wrong inside it.
        var failure = result.FirstFailure;
        var inner = failure?.Code.StartsWith("nested", StringComparison.Ordinal) == true
            ? result.Nested.FirstOrDefault(nested => !nested.Verified)?.FirstFailure
            : null;
        failure = inner ?? failure ?? new VerificationCheck(CheckCodes.Format, CheckOutcome.Failed, "not-verified");
        var (code, text) = (failure.Code, failure.Reason) switch
        {
            (CheckCodes.Format, _) => ("format_error", null),
            (CheckCodes.Signature, "invalid" or "wrong-chain") => ("invalid_signature", null),
            (CheckCodes.Signature, "algorithm" or "malformed" or "claim-type") => ("invalid_jwt", null),
            (CheckCodes.Signature, _) => ("resolver_error", null),
            (CheckCodes.ProofPurpose, _) => ("no_suitable_keys", null),
            (CheckCodes.Time, "expired") => ("invalid_jwt", "JWT has expired"),
            (CheckCodes.Time, _) => ("invalid_jwt", "JWT not valid before nbf"),
            (CheckCodes.Agreement, "json-differs") => ("invalid_credential", "Credential JSON does not match JWT payload"),
            (CheckCodes.Agreement, _) => ("invalid_credential", null),
            (CheckCodes.Status, _) => ("revoked", "The credential was revoked by the issuer"),
            (CheckCodes.Audience, _) => ("invalid_audience", null),
            (CheckCodes.Challenge or CheckCodes.Domain, _) => ("auth_error", null),
            (CheckCodes.DataModel, _) => ("schema_error", null),
            _ => ("invalid_credential", (string?)null),
        };
        // What could not be looked up is not said to be revoked.
        text = failure.Code == CheckCodes.Status && failure.Reason != "revoked" ? failure.Message : text;
        return new VerifyError($"{code}: {text ?? failure.Message ?? failure.Reason}", code);
    }

    private static string NameOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "failed",
        CheckOutcome.NotApplicable => "notApplicable",
        _ => "switchedOff",
    };
}
