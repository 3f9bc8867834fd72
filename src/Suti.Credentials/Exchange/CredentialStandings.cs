// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Reads the standing of a credential off its verification.</summary>
internal static class CredentialStandings
{
    /// <param name="result">The verification of the credential.</param>
    public static CredentialStanding Of(VerificationResult result) => (result[CheckCodes.Status], result[CheckCodes.Time]) switch
    {
        ({ Outcome: CheckOutcome.Failed, Reason: "revoked" }, _) => CredentialStanding.Revoked,
        ({ Outcome: CheckOutcome.Failed, Reason: "suspended" }, _) => CredentialStanding.Suspended,
        ({ Outcome: CheckOutcome.Failed or CheckOutcome.SwitchedOff }, _) => CredentialStanding.Unknown,
        (_, { Outcome: CheckOutcome.Failed, Reason: "expired" }) => CredentialStanding.Expired,
        _ => result.Verified ? CredentialStanding.Active : CredentialStanding.Unknown,
    };
}
