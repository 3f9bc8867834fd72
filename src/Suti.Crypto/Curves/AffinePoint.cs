// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A point other than infinity, by its coordinates, which have magnitude 1.</summary>
internal readonly struct AffinePoint<TField>(in TField x, in TField y)
    where TField : unmanaged, IFieldElement<TField>
{
    public readonly TField X = x;
    public readonly TField Y = y;

    /// <summary>The point's negative where the mask is all ones.</summary>
    public AffinePoint<TField> NegateWhere(ulong mask) =>
        new(X, TField.Select(mask, TField.Tidy(TField.Zero - Y), Y));
}
