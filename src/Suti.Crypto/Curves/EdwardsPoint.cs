// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>
/// A point of -x² + y² = 1 + d x² y² in extended coordinates: x = X/Z, y = Y/Z, x y = T/Z (Hisil, Wong, Carter, Dawson 2008).
/// The formulas are complete: they hold for every pair of points.
/// </summary>
internal readonly struct EdwardsPoint : IEdwardsPoint<EdwardsPoint, EdwardsCached>
{
    public const int Size = 32;

    public EdwardsPoint(in Field25519 x, in Field25519 y, in Field25519 z, in Field25519 t)
    {
        X = x;
        Y = y;
        Z = z;
        T = t;
    }

    public static EdwardsPoint Identity => new(Field25519.Zero, Field25519.One, Field25519.One, Field25519.Zero);

    /// <summary>The base point (RFC 8032 §5.1).</summary>
    public static EdwardsPoint Base => new(
        new(0x62d608f25d51a, 0x412a4b4f6592a, 0x75b7171a4b31d, 0x1ff60527118fe, 0x216936d3cd6e5),
        new(0x6666666666658, 0x4cccccccccccc, 0x1999999999999, 0x3333333333333, 0x6666666666666),
        Field25519.One,
        new(0x68ab3a5b7dda3, 0x00eea2a5eadbb, 0x2af8df483c27e, 0x332b375274732, 0x67875f0fd78b7));

    public Field25519 X { get; }

    public Field25519 Y { get; }

    public Field25519 Z { get; }

    public Field25519 T { get; }

    public static EdwardsPoint operator -(in EdwardsPoint point) =>
        new((-point.X).Carry(), point.Y, point.Z, (-point.T).Carry());

    /// <summary>
    /// Decodes a point (RFC 8032 §5.1.3). With <paramref name="requireCanonical"/>, y must be below p and a zero x must not have
    /// the sign bit; without, any encoding of a point will do, as ZIP 215 wants it. Variable-time: for public points.
    /// </summary>
    public static bool TryDecodeVartime(ReadOnlySpan<byte> bytes, bool requireCanonical, out EdwardsPoint point)
    {
        point = Identity;
        if (bytes.Length != Size || (requireCanonical && !IsCanonicalVartime(bytes)))
        {
            return false;
        }

        var y = Field25519.Read(bytes);
        var y2 = y.Square();
        var u = y2 - Field25519.One;
        var v = (y2 * Field25519.EdwardsD) + Field25519.One;

        // x = u v³ (u v⁷)^((p-5)/8), times sqrt(-1) when v x² = -u.
        var v3 = v.Square() * v;
        var x = u * v3 * (u * v3.Square() * v).PowerPMinus5Over8();
        var vx2 = v * x.Square();
        if (vx2.EqualMask(u.Carry()) == 0)
        {
            if ((vx2 + u.Carry()).ZeroMask() == 0)
            {
                return false;
            }

            x *= Field25519.SqrtMinusOne;
        }

        var sign = (ulong)(bytes[31] >> 7);
        if (x.ZeroMask() != 0 && sign == 1 && requireCanonical)
        {
            return false;
        }

        if (x.Sign() != sign)
        {
            x = (-x).Carry();
        }

        point = new(x, y, Field25519.One, x * y);
        return true;
    }

    public void Encode(Span<byte> bytes) => Encode(bytes, out _);

    /// <summary>Encodes the point (RFC 8032 §5.1.2), and gives it with Z = 1, which says nothing of how it was computed.</summary>
    public void Encode(Span<byte> bytes, out EdwardsPoint affine)
    {
        var inverse = Z.Invert();
        var (x, y) = (X * inverse, Y * inverse);
        y.Write(bytes);
        bytes[31] |= (byte)(x.Sign() << 7);
        affine = new(x, y, Field25519.One, x * y);
    }

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsIdentity() => (X.ZeroMask() & Y.EqualMask(Z)) != 0;

    /// <summary>Whether eight times this is the neutral element.</summary>
    public bool IsSmallOrder()
    {
        var multiple = this;
        Double(ref multiple, 3);
        return multiple.IsIdentity();
    }

    public static void SetIdentity(out EdwardsPoint point) => point = Identity;

    public static void From(in EdwardsPoint point, out EdwardsPoint result) => result = point;

    public static void To(in EdwardsPoint point, out EdwardsPoint result) => result = point;

    public static void Double(ref EdwardsPoint point, int count)
    {
        var (x, y, z) = (point.X, point.Y, point.Z);
        for (var i = 0; ; i++)
        {
            var a = x.Square();
            var b = y.Square();
            var c = z.Square();
            var h = a + b;
            var e = h - (x + y).Square();
            var g = a - b;
            var f = c + c + g;
            if (i == count - 1)
            {
                // T serves the next addition only.
                point = new(e * f, g * h, f * g, e * h);
                return;
            }

            x = e * f;
            y = g * h;
            z = f * g;
        }
    }

    public static void Add(ref EdwardsPoint point, in EdwardsCached other)
    {
        var a = (point.Y - point.X) * other.YMinusX;
        var b = (point.Y + point.X) * other.YPlusX;
        var c = point.T * other.TwoDT;
        var d = point.Z * other.TwoZ;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        point = new(e * f, g * h, f * g, e * h);
    }

    public static void Subtract(ref EdwardsPoint point, in EdwardsCached other)
    {
        var a = (point.Y - point.X) * other.YPlusX;
        var b = (point.Y + point.X) * other.YMinusX;
        var c = point.T * other.TwoDT;
        var d = point.Z * other.TwoZ;
        var (e, f, g, h) = (b - a, d + c, d - c, b + a);
        point = new(e * f, g * h, f * g, e * h);
    }

    public static void Cache(in EdwardsPoint point, out EdwardsCached cached) => cached = new(
        (point.Y + point.X).Carry(),
        (point.Y - point.X).Carry(),
        (point.Z + point.Z).Carry(),
        point.T * Field25519.EdwardsTwoD);

    public static void Select(ReadOnlySpan<EdwardsCached> table, int digit, out EdwardsCached cached)
    {
        var sign = digit >> 31;
        var index = (uint)((digit ^ sign) - sign);
        var selected = EdwardsCached.Identity;
        for (uint i = 0; i < 8; i++)
        {
            var difference = (ulong)(index ^ (i + 1));
            selected = EdwardsCached.Select(0 - ((difference - 1) >> 63), table[(int)i], selected);
        }

        cached = selected.NegateIf((ulong)(long)sign);
    }

    /// <summary>Whether y is below p. Its sign bit is looked at where x is known.</summary>
    private static bool IsCanonicalVartime(ReadOnlySpan<byte> bytes)
    {
        // p = 2^255 - 19: only the 19 values whose upper bytes are all ones and whose first is 0xed or more are not below.
        if ((bytes[31] & 0x7f) != 0x7f || bytes[0] < 0xed)
        {
            return true;
        }

        return bytes[1..31].ContainsAnyExcept((byte)0xff);
    }
}
