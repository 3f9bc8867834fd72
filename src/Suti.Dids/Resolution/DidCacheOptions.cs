// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>What the cache of a resolver does.</summary>
public sealed record DidCacheOptions
{
    /// <summary>How many answers are kept at most.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>How long documents are kept, by the name of the method; without one the document's own <see cref="DidDocumentMetadata.TimeToLive"/> counts, then that of the method.</summary>
    public IReadOnlyDictionary<string, TimeSpan> TimeToLive { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>How long a document is kept at most when its own controller says how long; a key that was withdrawn must be noticed some day.</summary>
    public TimeSpan MaxTimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long failures are kept, so that a name that is not there is not asked for again and again.</summary>
    public TimeSpan NegativeTimeToLive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after its time a document is still answered with, while it is fetched anew in the background.</summary>
    public TimeSpan StaleWhileRevalidate { get; init; } = TimeSpan.FromMinutes(1);
}
