// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>What is published under a genesis.</summary>
public sealed record PublishedClaim
{
    /// <summary>The 32 bytes in hexadecimal; absent when nothing is published.</summary>
    public string? Value { get; init; }

    /// <summary>The value as a text, where it is one.</summary>
    public string? Text { get; init; }

    /// <summary>Who may publish.</summary>
    public required string Manager { get; init; }
}
