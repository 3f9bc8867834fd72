// SPDX-License-Identifier: Apache-2.0

using System.Collections.ObjectModel;
using System.Text.Json;

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

    /// <summary>How long the controller wants the document to be kept (<c>ttl</c>); null when nothing is said of it.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What else the method says, such as the <c>witness</c> and the <c>watchers</c> of a did:webvh.</summary>
    public IReadOnlyDictionary<string, JsonElement> Additional { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;
}
