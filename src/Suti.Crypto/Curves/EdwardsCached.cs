// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>An <see cref="EdwardsPoint"/> prepared to be added: y + x, y - x, 2z and 2d t.</summary>
internal readonly struct EdwardsCached
{
    public EdwardsCached(in Field25519 yPlusX, in Field25519 yMinusX, in Field25519 twoZ, in Field25519 twoDT)
    {
        YPlusX = yPlusX;
        YMinusX = yMinusX;
        TwoZ = twoZ;
        TwoDT = twoDT;
    }

    public static EdwardsCached Identity => new(Field25519.One, Field25519.One, new(2, 0, 0, 0, 0), Field25519.Zero);

    public Field25519 YPlusX { get; }

    public Field25519 YMinusX { get; }

    public Field25519 TwoZ { get; }

    public Field25519 TwoDT { get; }

    public static EdwardsCached Select(ulong mask, in EdwardsCached ifSet, in EdwardsCached ifClear) => new(
        Field25519.Select(mask, ifSet.YPlusX, ifClear.YPlusX),
        Field25519.Select(mask, ifSet.YMinusX, ifClear.YMinusX),
        Field25519.Select(mask, ifSet.TwoZ, ifClear.TwoZ),
        Field25519.Select(mask, ifSet.TwoDT, ifClear.TwoDT));

    /// <summary>The negative where <paramref name="mask"/> is all ones.</summary>
    public EdwardsCached NegateIf(ulong mask) => new(
        Field25519.Select(mask, YMinusX, YPlusX),
        Field25519.Select(mask, YPlusX, YMinusX),
        TwoZ,
        Field25519.Select(mask, (-TwoDT).Carry(), TwoDT));
}
