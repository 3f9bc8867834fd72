// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;

namespace Suti.Credentials;

/// <summary>A credential that was asked for, and those that the agent has for it.</summary>
public sealed record WantedCredential
{
    /// <summary>Its id in the request.</summary>
    public required string Id { get; init; }

    /// <summary>The credentials that fit.</summary>
    public required IReadOnlyList<MatchedCredential> Matches { get; init; }

    /// <summary>Why there is none; null when there is one.</summary>
    [Description("Why there is none; absent when there is one.")]
    public string? Reason { get; init; }
}
