// SPDX-License-Identifier: Apache-2.0

using Suti.Encodings;

namespace Suti.Dids;

/// <summary>How large a document may be before it is refused.</summary>
public sealed record DidDocumentLimits
{
    /// <summary>What holds when nothing else is said: 256 KiB, 32 levels, 256 keys, 256 services.</summary>
    public static DidDocumentLimits Standard { get; } = new();

    /// <summary>The size of the document in bytes.</summary>
    public int MaxSize { get; init; } = 256 << 10;

    /// <summary>How deep objects and arrays nest.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>The number of verification methods, embedded ones and references included, in each list.</summary>
    public int MaxVerificationMethods { get; init; } = 256;

    /// <summary>The number of services.</summary>
    public int MaxServices { get; init; } = 256;

    internal StrictJsonLimits Json => new() { MaxSize = MaxSize, MaxDepth = MaxDepth, MaxValues = 32 << 10 };
}
