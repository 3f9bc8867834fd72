// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What an answer has for an input descriptor.</summary>
/// <param name="Id">The id of the input descriptor.</param>
/// <param name="Credential">The credential, verified; null when there is none that holds.</param>
/// <param name="Reason">
/// Why it does not fit: one of <see cref="ExchangeReasons"/>, or <c>unknown-descriptor</c>, <c>not-found</c>, <c>not-verified</c>, <c>named-twice</c>.
/// Null when it fits.
/// </param>
public sealed record SubmittedCredential(string Id, VerifiableCredential? Credential, string? Reason);
