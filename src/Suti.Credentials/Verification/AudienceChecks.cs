// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whether something was made for this verifier, and in answer to this request.</summary>
internal static class AudienceChecks
{
    /// <param name="report">What the proof says.</param>
    /// <param name="options">Who the verifier is.</param>
    /// <param name="isRequired">Whether it must be for somebody when the verifier says who they are: presentations must, credentials need not.</param>
    public static void Check(ProofReport report, VerificationOptions options, bool isRequired)
    {
        CheckAudience(report, options, isRequired);
        if (!options.Checks(CheckCodes.Domain))
        {
            report.Checks.SwitchOff(CheckCodes.Domain);
        }
        else if (report.Domain is not null && report.Domain != options.Domain && !options.Audience.Contains(report.Domain))
        {
            report.Checks.Fail(CheckCodes.Domain, "other-domain", "It was made for another domain, or the verifier did not say which is theirs.");
        }
        else if (options.Domain is not null && isRequired && report.Domain is null && !report.Audience.Contains(options.Domain))
        {
            report.Checks.Fail(CheckCodes.Domain, "missing", "It was not made for the verifier's domain.");
        }
        else if (report.Domain is not null || (options.Domain is not null && isRequired))
        {
            report.Checks.Pass(CheckCodes.Domain);
        }
        else
        {
            report.Checks.Skip(CheckCodes.Domain, "none");
        }
    }

    public static void CheckChallenge(ProofReport report, VerificationOptions options)
    {
        if (!options.Checks(CheckCodes.Challenge))
        {
            report.Checks.SwitchOff(CheckCodes.Challenge);
        }
        else if (report.Challenge is null && options.Challenge is null)
        {
            report.Checks.Skip(CheckCodes.Challenge, "none");
        }
        else if (report.Challenge != options.Challenge)
        {
            // An answer to a challenge that the verifier does not know may be one to somebody else's.
            report.Checks.Fail(CheckCodes.Challenge, options.Challenge is null ? "unexpected" : report.Challenge is null ? "missing" : "other-challenge", "It does not answer the verifier's challenge.");
        }
        else
        {
            report.Checks.Pass(CheckCodes.Challenge);
        }
    }

    private static void CheckAudience(ProofReport report, VerificationOptions options, bool isRequired)
    {
        var stated = report.Audience;
        if (!options.Checks(CheckCodes.Audience))
        {
            report.Checks.SwitchOff(CheckCodes.Audience);
        }
        else if (stated.Count == 0)
        {
            if (isRequired && options.Audience.Count > 0 && (report.Domain is null || !options.Audience.Contains(report.Domain)))
            {
                report.Checks.Fail(CheckCodes.Audience, "missing", "It is not said for whom it is.");
            }
            else
            {
                report.Checks.Skip(CheckCodes.Audience, "none");
            }
        }
        else if (stated.Any(name => name == options.Domain || options.Audience.Contains(name)))
        {
            report.Checks.Pass(CheckCodes.Audience);
        }
        else
        {
            report.Checks.Fail(CheckCodes.Audience, "other-audience", "It is for somebody else, or the verifier did not say who they are.");
        }
    }
}
