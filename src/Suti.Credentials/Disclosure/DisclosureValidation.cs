// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Whether a presentation answers a request.</summary>
public sealed record DisclosureValidation
{
    /// <summary>Whether it is verified and every essential claim is there.</summary>
    public required bool Valid { get; init; }

    /// <summary>What was asked, and the credentials that answer it.</summary>
    public required IReadOnlyList<MatchedClaim> Claims { get; init; }

    /// <summary>What is wrong with the presentation itself; absent when nothing is.</summary>
    public VerifyError? Error { get; init; }
}
