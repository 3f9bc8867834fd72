// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Which credentials the agent issues and verifies.</summary>
public sealed record CredentialsConfiguration
{
    /// <summary>The formats.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>Whether the agent makes status lists.</summary>
    public required bool StatusLists { get; init; }
}
