// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// What distinguishes one curve in short Weierstrass form, y^2 = x^3 + a x + b with a prime order, from another. Its
/// parameters are given as encodings, read once.
/// </summary>
internal interface ICurve<TField>
    where TField : unmanaged, IFieldElement<TField>
{
    static abstract KeyType Type { get; }

    /// <summary>True when a is 0, false when it is -3.</summary>
    static abstract bool HasZeroA { get; }

    /// <summary>
    /// The cube root of unity that multiplies x in the endomorphism of the curve, which <see cref="Endomorphism"/>
    /// describes; empty where there is none.
    /// </summary>
    static abstract ReadOnlySpan<byte> Beta { get; }

    /// <summary>The constant b.</summary>
    static abstract ReadOnlySpan<byte> B { get; }

    static abstract ReadOnlySpan<byte> GeneratorX { get; }

    static abstract ReadOnlySpan<byte> GeneratorY { get; }

    /// <summary>The bits of a window of the table that multiplies the generator in constant time.</summary>
    static abstract int GeneratorWindow { get; }
}
