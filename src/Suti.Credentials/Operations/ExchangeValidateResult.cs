// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;

namespace Suti.Credentials;

/// <summary>Whether an answer fits a presentation definition.</summary>
public sealed record ExchangeValidateResult
{
    /// <summary>Whether everything in it is verified, fits, and is enough.</summary>
    public required bool Valid { get; init; }

    /// <summary>Why not; null when it is valid.</summary>
    [Description("Why not: not-verified, other-definition, entry-refused, other-subject or incomplete; absent when it is valid.")]
    public string? Reason { get; init; }

    /// <summary>What it has for each input descriptor.</summary>
    public required IReadOnlyList<ExchangeEntryResult> Entries { get; init; }

    /// <summary>What is wrong with a presentation itself; null when nothing is.</summary>
    public VerifyError? Error { get; init; }
}
