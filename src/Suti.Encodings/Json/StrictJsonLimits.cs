// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>How much <see cref="StrictJson"/> takes before it refuses.</summary>
public sealed record StrictJsonLimits
{
    /// <summary>What holds when nothing else is said: 64 levels, 4 MiB, 262,144 values.</summary>
    public static StrictJsonLimits Standard { get; } = new();

    /// <summary>How deep objects and arrays nest at most.</summary>
    public int MaxDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1000);
            field = value;
        }
    }

    = 64;

    /// <summary>The size of the whole text in bytes at most.</summary>
    public int MaxSize { get; init; } = 4 << 20;

    /// <summary>The number of values at most, members and elements at every depth counted.</summary>
    public int MaxValues { get; init; } = 1 << 18;
}
