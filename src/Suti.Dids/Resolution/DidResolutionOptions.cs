// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>What is wanted of a resolution.</summary>
public sealed record DidResolutionOptions
{
    /// <summary>The current document, from the cache if it is there.</summary>
    public static DidResolutionOptions None { get; } = new();

    /// <summary>The media type of the representation, such as <c>application/did+json</c>; null for any.</summary>
    public string? Accept { get; init; }

    /// <summary>The version by its id.</summary>
    public string? VersionId { get; init; }

    /// <summary>The version that was current at a time.</summary>
    public DateTimeOffset? VersionTime { get; init; }

    /// <summary>The version by its number, for methods that number theirs, such as did:webvh.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>Asks the source even if the cache has an answer.</summary>
    public bool NoCache { get; init; }

    internal bool AsksForVersion => VersionId is not null || VersionTime is not null || VersionNumber is not null;
}
