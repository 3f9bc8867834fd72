// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whether an answer fits a presentation definition.</summary>
/// <param name="IsValid">Whether everything in it is verified, fits, and is enough.</param>
/// <param name="Reason">
/// Why not, for the answer as a whole: <c>not-verified</c>, <c>other-definition</c>, <c>entry-refused</c>, <c>other-subject</c> or <c>incomplete</c>; null when it is
/// valid.
/// </param>
/// <param name="Entries">What it has for each input descriptor.</param>
public sealed record SubmissionValidation(bool IsValid, string? Reason, IReadOnlyList<SubmittedCredential> Entries);
