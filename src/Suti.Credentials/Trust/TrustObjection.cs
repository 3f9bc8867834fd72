// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Why the issuer of a credential is not accepted for it.</summary>
/// <param name="Reason">A short stable word, which becomes that of the check.</param>
/// <param name="Message">The same for people; it repeats no claims.</param>
public sealed record TrustObjection(string Reason, string Message)
{
    /// <summary>The issuer is not among those who are accepted.</summary>
    public static TrustObjection NotAccepted { get; } = new("issuer-not-accepted", "The issuer is not one that is accepted for it.");
}
