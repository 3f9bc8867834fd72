// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The value of a claim.</summary>
public sealed record ClaimValue
{
    /// <summary>The 32 bytes in hexadecimal; absent when there is no such claim.</summary>
    public string? Value { get; init; }

    /// <summary>The value as a text, where it is one.</summary>
    public string? Text { get; init; }
}
