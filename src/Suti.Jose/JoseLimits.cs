// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>How much a token may ask of its reader.</summary>
public sealed record JoseLimits
{
    /// <summary>What holds when nothing else is said.</summary>
    public static JoseLimits Standard { get; } = new();

    /// <summary>The size of a whole token at most, in characters or bytes of its serialization.</summary>
    public int MaxTokenSize { get; init; } = 1 << 20;

    /// <summary>The size of a header at most, in bytes.</summary>
    public int MaxHeaderSize { get; init; } = 16 << 10;

    /// <summary>The number of signatures in one object at most.</summary>
    public int MaxSignatures { get; init; } = 16;

    /// <summary>The number of recipients of one message at most.</summary>
    public int MaxRecipients { get; init; } = 64;

    /// <summary>The size of content after decompression at most, in bytes.</summary>
    public int MaxDecompressedSize { get; init; } = 1 << 20;

    /// <summary>The number of PBES2 iterations at most.</summary>
    public int MaxPasswordIterations { get; init; } = 1_000_000;
}
