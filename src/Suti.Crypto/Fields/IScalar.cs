// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A number modulo the order of a curve.</summary>
internal interface IScalar<TSelf> : IFieldElement<TSelf>
    where TSelf : unmanaged, IScalar<TSelf>
{
    /// <summary>The bits of the order.</summary>
    static abstract int BitLength { get; }

    static abstract int LimbCount { get; }

    /// <summary>The order, least limb first.</summary>
    static abstract ReadOnlySpan<ulong> Modulus { get; }

    /// <summary>
    /// Decodes big-endian bytes that may be at or above the order, but have no more bits than it, and reduces them.
    /// </summary>
    static abstract TSelf DecodeReduced(ReadOnlySpan<byte> bytes);

    /// <summary>Writes the plain number, least limb first.</summary>
    static abstract void ToLimbs(in TSelf value, Span<ulong> limbs);

    /// <summary>All ones when the value is above half of the order, else zero.</summary>
    static abstract ulong IsHighMask(in TSelf value);
}
