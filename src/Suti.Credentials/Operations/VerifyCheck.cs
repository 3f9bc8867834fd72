// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>One check on the wire.</summary>
/// <param name="Code">One of <see cref="CheckCodes"/>.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c>, <c>notApplicable</c> or <c>switchedOff</c>.</param>
/// <param name="Reason">A short stable word for why.</param>
/// <param name="Message">The same for people.</param>
public sealed record VerifyCheck(string Code, string Outcome, string Reason, string? Message);
