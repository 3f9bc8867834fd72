// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>What is to be said of a resolution itself.</summary>
public sealed record DidResolutionMetadata
{
    /// <summary>The media type of the document; null when there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public DidError? Error { get; init; }
}
