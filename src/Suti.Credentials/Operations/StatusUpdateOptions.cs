// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>What to set the status of a credential to.</summary>
public sealed record StatusUpdateOptions
{
    /// <summary>The value: 1 revokes or suspends, 0 takes a suspension back.</summary>
    public int Value { get; init; } = 1;

    /// <summary>Which of the credential's entries, by its purpose; the only one when absent.</summary>
    public string? StatusPurpose { get; init; }
}
