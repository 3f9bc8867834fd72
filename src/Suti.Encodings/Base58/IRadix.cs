// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>
/// A base whose digits do not line up with bits. Given as a type, so that the compiler sees constants and turns divisions into
/// multiplications.
/// </summary>
internal interface IRadix
{
    /// <summary>The base.</summary>
    static abstract uint Radix { get; }

    /// <summary>How many digits fit into 32 bits.</summary>
    static abstract int DigitsPerLimb { get; }

    /// <summary>The base to the power of <see cref="DigitsPerLimb"/>.</summary>
    static abstract uint LimbModulus { get; }
}

internal readonly struct Radix58 : IRadix
{
    public static uint Radix => 58;

    public static int DigitsPerLimb => 5;

    public static uint LimbModulus => 58 * 58 * 58 * 58 * 58;
}

internal readonly struct Radix36 : IRadix
{
    public static uint Radix => 36;

    public static int DigitsPerLimb => 6;

    public static uint LimbModulus => 36U * 36 * 36 * 36 * 36 * 36;
}

internal readonly struct Radix10 : IRadix
{
    public static uint Radix => 10;

    public static int DigitsPerLimb => 9;

    public static uint LimbModulus => 1_000_000_000;
}
