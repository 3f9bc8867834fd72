// SPDX-License-Identifier: Apache-2.0

using Suti.Credentials;

namespace Suti.Agent;

/// <summary>A page of credentials.</summary>
public sealed record CredentialPage
{
    /// <summary>The credentials.</summary>
    public required IReadOnlyList<FoundCredential> Items { get; init; }

    /// <summary>Where the next page begins; null when this is the last one.</summary>
    public string? Next { get; init; }
}
