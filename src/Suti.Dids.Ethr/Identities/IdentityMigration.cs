// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>A migration that was announced.</summary>
public sealed record IdentityMigration
{
    /// <summary>The manager that comes next.</summary>
    public required string NewManager { get; init; }

    /// <summary>When it may be finished, as in RFC 3339.</summary>
    public required string FinalFrom { get; init; }
}
