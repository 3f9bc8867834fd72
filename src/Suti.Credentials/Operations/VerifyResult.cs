// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The answer of a verification on the wire: Veramo's, with our checks beside.</summary>
public sealed record VerifyResult
{
    /// <summary>Whether it may be relied on.</summary>
    public required bool Verified { get; init; }

    /// <summary>The first thing that is wrong; absent when nothing is.</summary>
    public VerifyError? Error { get; init; }

    /// <summary>Every check that was made.</summary>
    public required IReadOnlyList<VerifyCheck> Checks { get; init; }
}
