// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>One check of a verification.</summary>
/// <param name="Code">One of <see cref="CheckCodes"/>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">A short stable word for why, such as <c>expired</c>.</param>
/// <param name="Message">The same for people; it repeats no claims.</param>
public sealed record VerificationCheck(string Code, CheckOutcome Outcome, string Reason, string? Message = null);
