// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What a value of a status means, in an issuer's own words (Bitstring Status List §2.1, <c>statusMessage</c>).</summary>
/// <param name="Value">The value.</param>
/// <param name="Message">What it means.</param>
public sealed record StatusMessage(int Value, string Message);
