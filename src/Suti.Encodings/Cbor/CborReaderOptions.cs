// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>What a <see cref="CborReader"/> demands of its input.</summary>
public sealed record CborReaderOptions
{
    /// <summary>The greatest <see cref="MaxDepth"/> there is.</summary>
    internal const int DepthCeiling = 64;

    /// <summary>
    /// Well-formed and valid CBOR in any encoding: map keys are unique, text is UTF-8, at most 32 levels, 16 MiB and 1,048,576
    /// items.
    /// </summary>
    public static CborReaderOptions Standard { get; } = new();

    /// <summary>
    /// The limits of <see cref="Standard"/> and the core deterministic encoding of RFC 8949 section 4.2.1: shortest heads and
    /// floats, definite lengths only, map keys in bytewise order.
    /// </summary>
    public static CborReaderOptions Deterministic { get; } = new() { RequireDeterministic = true };

    /// <summary>Whether anything but the core deterministic encoding (RFC 8949 section 4.2.1) is refused.</summary>
    public bool RequireDeterministic { get; init; }

    /// <summary>How deep arrays, maps, tags and chunked strings nest at most; 64 at the most.</summary>
    public int MaxDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DepthCeiling);
            field = value;
        }
    }

    = 32;

    /// <summary>The size of the whole input in bytes at most.</summary>
    public int MaxSize { get; init; } = 16 << 20;

    /// <summary>The number of items at every depth at most.</summary>
    public int MaxItems { get; init; } = 1 << 20;
}
