// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>How a claim is shown to people of one language.</summary>
/// <param name="Locale">The language tag (RFC 5646).</param>
/// <param name="Label">The name of the claim.</param>
/// <param name="Description">What it is.</param>
public sealed record ClaimDisplay(string Locale, string Label, string? Description);
