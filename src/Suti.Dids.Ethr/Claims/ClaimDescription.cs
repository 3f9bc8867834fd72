// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>A claim on a chain.</summary>
public sealed record ClaimDescription
{
    /// <summary>Who claims.</summary>
    public required string Issuer { get; init; }

    /// <summary>About whom.</summary>
    public required string Subject { get; init; }

    /// <summary>Which claim, in hexadecimal.</summary>
    public required string Key { get; init; }

    /// <summary>The key as a text, where it is one.</summary>
    public string? KeyText { get; init; }

    /// <summary>The value in hexadecimal; absent where the claim was removed.</summary>
    public string? Value { get; init; }

    /// <summary>The value as a text, where it is one.</summary>
    public string? Text { get; init; }

    /// <summary>The block in which it was claimed or removed.</summary>
    public required long Block { get; init; }
}
