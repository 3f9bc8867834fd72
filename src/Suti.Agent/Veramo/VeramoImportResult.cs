// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What came over from a database of Veramo.</summary>
public sealed record VeramoImportResult
{
    /// <summary>Managed DIDs.</summary>
    public int Identifiers { get; init; }

    /// <summary>Keys, those of DIDs included.</summary>
    public int Keys { get; init; }

    /// <summary>Credentials.</summary>
    public int Credentials { get; init; }

    /// <summary>Presentations.</summary>
    public int Presentations { get; init; }

    /// <summary>Messages.</summary>
    public int Messages { get; init; }

    /// <summary>What did not come over, each with its reason.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
