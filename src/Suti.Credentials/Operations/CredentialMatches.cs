// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;

namespace Suti.Credentials;

/// <summary>What an agent has for a request.</summary>
public sealed record CredentialMatches
{
    /// <summary>Whether the request can be answered.</summary>
    public required bool Satisfied { get; init; }

    /// <summary>The ids of what answers it; empty when nothing does.</summary>
    [Description("The ids of what answers the request; empty when nothing does.")]
    public required IReadOnlyList<string> Chosen { get; init; }

    /// <summary>What was asked for, in the order of the request.</summary>
    public required IReadOnlyList<WantedCredential> Credentials { get; init; }
}
