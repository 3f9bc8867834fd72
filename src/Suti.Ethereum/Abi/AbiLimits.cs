// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What types and values from outside may cost.</summary>
internal static class AbiLimits
{
    /// <summary>Arrays and tuples stand in each other this deep at most.</summary>
    public const int MaxDepth = 32;

    /// <summary>A list has this many parameters at most.</summary>
    public const int MaxParameters = 256;

    /// <summary>A signature has this many characters at most.</summary>
    public const int MaxText = 16_384;

    /// <summary>The encoding has this many bytes at most.</summary>
    public const int MaxSize = 1 << 26;
}
