// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>
/// A point in Jacobian coordinates, x = X / Z^2 and y = Y / Z^3, with Z = 0 at infinity. All three have magnitude 1.
/// The methods without <c>Vartime</c> in their name take constant time and say which points they are not made for.
/// </summary>
[SkipLocalsInit]
internal struct JacobianPoint<TCurve, TField>
    where TCurve : ICurve<TField>
    where TField : unmanaged, IFieldElement<TField>
{
    public TField X;
    public TField Y;
    public TField Z;

    public JacobianPoint(in AffinePoint<TField> point)
    {
        X = point.X;
        Y = point.Y;
        Z = TField.One;
    }

    /// <summary>
    /// Replaces the point by its double. Infinity stays infinity; no point of an odd order doubles to it.
    /// </summary>
    public void Double()
    {
        // With L = (3 X^2 + a Z^4) / 2 and T = X Y^2:  X' = L^2 - 2 T,  Y' = L (T - X') - Y^4,  Z' = Y Z.
        var y2 = TField.Square(Y);
        var t = X * y2;
        TField slope;
        if (TCurve.HasZeroA)
        {
            slope = TField.Square(X);
        }
        else
        {
            // a = -3:  3 X^2 - 3 Z^4 = 3 (X - Z^2) (X + Z^2).
            var z2 = TField.Square(Z);
            slope = (X - z2) * (X + z2);
        }

        // The new Z is stored last: a copy right behind the product would wait for its limbs to reach the cache.
        slope = TField.Half(slope + slope + slope);
        var z = Y * Z;
        X = TField.Tidy(TField.Square(slope) - (t + t));
        Y = TField.Tidy((slope * (t - X)) - TField.Square(y2));
        Z = z;
    }

    /// <summary>
    /// Adds a point. Not for infinity, the same point or its negative: the caller has shown that these do not occur.
    /// </summary>
    public void AddDistinct(in AffinePoint<TField> point)
    {
        Slope(point, out var h, out var r);
        Add(h, r);
    }

    /// <summary>Adds a point that may be the same. Not for infinity or the point's negative.</summary>
    public void AddOrDouble(in AffinePoint<TField> point)
    {
        Slope(point, out var h, out var r);
        var same = TField.IsZeroMask(h);
        var doubled = this;
        doubled.Double();
        Add(h, r);
        X = TField.Select(same, doubled.X, X);
        Y = TField.Select(same, doubled.Y, Y);
        Z = TField.Select(same, doubled.Z, Z);
    }

    /// <summary>Adds any point to any point.</summary>
    public void AddVartime(in AffinePoint<TField> point)
    {
        if (TField.IsZeroVartime(Z))
        {
            this = new(point);
            return;
        }

        Slope(point, out var h, out var r);
        if (!TField.IsZeroVartime(h))
        {
            Add(h, r);
        }
        else if (TField.IsZeroVartime(r))
        {
            Double();
        }
        else
        {
            this = default;
        }
    }

    /// <summary>The affine form of a point other than infinity.</summary>
    public readonly AffinePoint<TField> ToAffine() => ToAffine(TField.Invert(Z));

    /// <summary>The affine form of a point other than infinity.</summary>
    public readonly AffinePoint<TField> ToAffineVartime() => ToAffine(TField.InvertVartime(Z));

    /// <summary>The affine form, given the inverse of Z.</summary>
    public readonly AffinePoint<TField> ToAffine(in TField inverse)
    {
        var square = TField.Square(inverse);
        return new(X * square, Y * (square * inverse));
    }

    /// <summary>Brings points other than infinity to affine form with a single inversion.</summary>
    public static void ToAffineVartime(ReadOnlySpan<JacobianPoint<TCurve, TField>> points, Span<AffinePoint<TField>> affine)
    {
        // Each x first holds the product of all Z before it.
        var product = TField.One;
        for (var i = 0; i < points.Length; i++)
        {
            affine[i] = new(product, product);
            product *= points[i].Z;
        }

        var inverse = TField.InvertVartime(product);
        for (var i = points.Length - 1; i >= 0; i--)
        {
            affine[i] = points[i].ToAffine(inverse * affine[i].X);
            inverse *= points[i].Z;
        }
    }

    /// <summary>
    /// The numerator and denominator of the chord's slope; h is zero when both points have the same x, and r when
    /// they have the same y.
    /// </summary>
    private readonly void Slope(in AffinePoint<TField> point, out TField h, out TField r)
    {
        var z2 = TField.Square(Z);
        h = (point.X * z2) - X;
        r = (point.Y * (z2 * Z)) - Y;
    }

    private void Add(in TField h, in TField r)
    {
        // With V = X H^2:  X' = R^2 - H^3 - 2 V,  Y' = R (V - X') - Y H^3,  Z' = Z H.
        var h2 = TField.Square(h);
        var h3 = h * h2;
        var v = X * h2;
        var z = Z * h;
        X = TField.Tidy(TField.Square(r) - (h3 + v + v));
        Y = TField.Tidy((r * (v - X)) - (Y * h3));
        Z = z;
    }
}
