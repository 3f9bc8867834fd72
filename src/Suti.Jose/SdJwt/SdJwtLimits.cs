// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>How much an SD-JWT may ask of its reader.</summary>
public sealed record SdJwtLimits
{
    /// <summary>What holds when nothing else is said.</summary>
    public static SdJwtLimits Standard { get; } = new();

    /// <summary>The limits of the JWTs in it, of which the size also bounds the whole text.</summary>
    public JoseLimits Token { get; init; } = JoseLimits.Standard;

    /// <summary>The number of disclosures at most.</summary>
    public int MaxDisclosures { get; init; } = 1000;
}
