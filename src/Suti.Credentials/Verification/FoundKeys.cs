// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The keys that may have signed: those listed for the purpose, and those that are the signer's but not for it.</summary>
internal sealed class FoundKeys
{
    /// <summary>Whose keys these are.</summary>
    public string? Controller { get; init; }

    public IReadOnlyList<CandidateKey> ForPurpose { get; init; } = [];

    public IReadOnlyList<CandidateKey> Others { get; init; } = [];

    /// <summary>Why there are none, as a stable word.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }
}
