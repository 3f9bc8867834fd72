// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A claim that does not hold.</summary>
/// <param name="Token">The token.</param>
/// <param name="Code">Why, by its code.</param>
/// <param name="Message">Why, for people.</param>
public sealed record UportRefusedClaim(string Token, string Code, string Message);
