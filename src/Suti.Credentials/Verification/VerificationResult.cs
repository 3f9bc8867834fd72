// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What a verification found, check by check.</summary>
public sealed class VerificationResult
{
    internal VerificationResult(
        CheckList checks,
        string? format,
        VerifiableCredential? credential,
        VerifiablePresentation? presentation,
        IReadOnlyList<VerificationResult> nested,
        string? signer,
        TypeMetadata? typeMetadata = null)
    {
        TypeMetadata = typeMetadata;
        Checks = checks.Items;
        Format = format;
        Credential = credential;
        Presentation = presentation;
        Nested = nested;
        Signer = signer;
        Verified = !checks.HasFailed
            && checks.HasPassed(CheckCodes.Signature)
            && checks.HasPassed(CheckCodes.Issuer)
            && checks.HasPassed(CheckCodes.ProofPurpose)
            && checks.Find(CheckCodes.Time)?.Outcome is CheckOutcome.Passed or CheckOutcome.SwitchedOff;
    }

    /// <summary>
    /// Whether it may be relied on: signature, issuer, purpose and time passed, and nothing failed. Only a caller who switched the
    /// time off gets this answer without it.
    /// </summary>
    public bool Verified { get; }

    /// <summary>Every check, with its outcome and the reason.</summary>
    public IReadOnlyList<VerificationCheck> Checks { get; }

    /// <summary>The name of the format; null when it was not recognized.</summary>
    public string? Format { get; }

    /// <summary>The credential, as it was signed; null for a presentation, or when it could not be read.</summary>
    public VerifiableCredential? Credential { get; }

    /// <summary>The presentation, as it was signed; null for a credential, or when it could not be read.</summary>
    public VerifiablePresentation? Presentation { get; }

    /// <summary>The results for the credentials inside a presentation, in their order.</summary>
    public IReadOnlyList<VerificationResult> Nested { get; }

    /// <summary>The type of an SD-JWT VC whose rules it keeps, with names to show; null when types are not looked at.</summary>
    public TypeMetadata? TypeMetadata { get; }

    /// <summary>Whose key made the proof. It means something only when the result is verified.</summary>
    public string? Signer { get; }

    /// <summary>The first check that failed; null when none did.</summary>
    public VerificationCheck? FirstFailure
    {
        get
        {
            foreach (var check in Checks)
            {
                if (check.Outcome == CheckOutcome.Failed)
                {
                    return check;
                }
            }

            return null;
        }
    }

    /// <summary>The check with that code; null when it was not reached.</summary>
    public VerificationCheck? this[string code]
    {
        get
        {
            foreach (var check in Checks)
            {
                if (check.Code == code)
                {
                    return check;
                }
            }

            return null;
        }
    }

    /// <summary>The answer, and why not.</summary>
    public override string ToString() =>
        Verified ? "verified" : FirstFailure is { } failure ? $"refused: {failure.Code} ({failure.Reason})" : "refused";
}
