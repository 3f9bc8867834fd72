// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// The group of the Edwards curve 25519 in one representation. Scalar multiplication is written once over this; there is a
/// scalar form and a four-way vector form.
/// </summary>
/// <typeparam name="TSelf">A point that is being computed.</typeparam>
/// <typeparam name="TCached">A point prepared to be added.</typeparam>
internal interface IEdwardsPoint<TSelf, TCached>
    where TSelf : struct, IEdwardsPoint<TSelf, TCached>
    where TCached : struct
{
    static abstract void SetIdentity(out TSelf point);

    static abstract void From(in EdwardsPoint point, out TSelf result);

    static abstract void To(in TSelf point, out EdwardsPoint result);

    /// <summary>Doubles a number of times, at least once.</summary>
    static abstract void Double(ref TSelf point, int count);

    static abstract void Add(ref TSelf point, in TCached other);

    static abstract void Subtract(ref TSelf point, in TCached other);

    static abstract void Cache(in TSelf point, out TCached cached);

    /// <summary>
    /// The multiple of a base that <paramref name="digit"/>, from -8 to 8, names in its <paramref name="table"/> of eight
    /// multiples. Constant-time: every entry is read.
    /// </summary>
    static abstract void Select(ReadOnlySpan<TCached> table, int digit, out TCached cached);
}
