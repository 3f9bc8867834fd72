// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>What is to be said of a document and its versions.</summary>
public sealed record DidDocumentMetadata
{
    internal static DidDocumentMetadata Empty { get; } = new();

    /// <summary>When the DID was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the document was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Whether the DID was given up for good.</summary>
    public bool Deactivated { get; init; }

    /// <summary>The version of the document.</summary>
    public string? VersionId { get; init; }

    /// <summary>When that version began.</summary>
    public DateTimeOffset? VersionTime { get; init; }

    /// <summary>The number of that version, where versions have numbers.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>When the next version took over, if this is not the newest.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>The next version, if this is not the newest.</summary>
    public string? NextVersionId { get; init; }

    /// <summary>DIDs that the method itself says are the same.</summary>
    public IReadOnlyList<string> EquivalentIds { get; init; } = [];

    /// <summary>The DID that the method wants to be used.</summary>
    public string? CanonicalId { get; init; }
}
