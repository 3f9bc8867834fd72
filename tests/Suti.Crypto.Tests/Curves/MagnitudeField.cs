// SPDX-License-Identifier: Apache-2.0

using Inner = Suti.Crypto.Field256<Suti.Crypto.P256Prime>;

namespace Suti.Crypto.Tests;

/// <summary>The field of P-256 with its magnitudes written down: an operation that is given more than it takes fails.</summary>
internal readonly struct MagnitudeField(Inner value, long magnitude) : IFieldElement<MagnitudeField>
{
    private readonly Inner _value = value;

    /// <summary>Counted in halves, which halving makes.</summary>
    private readonly long _doubled = magnitude;

    public static int Size => Inner.Size;

    public static MagnitudeField Zero => new(Inner.Zero, 0);

    public static MagnitudeField One => Unit(Inner.One);

    public static MagnitudeField operator +(in MagnitudeField left, in MagnitudeField right) =>
        new(left._value + right._value, left._doubled + right._doubled);

    public static MagnitudeField operator -(in MagnitudeField left, in MagnitudeField right) =>
        new(left._value - right.AtMost(4)._value, left._doubled + (2 * 5));

    public static MagnitudeField operator *(in MagnitudeField left, in MagnitudeField right) =>
        Unit(left.AtMost(8)._value * right.AtMost(8)._value);

    public static MagnitudeField Square(in MagnitudeField value) => Unit(Inner.Square(value.AtMost(8)._value));

    public static MagnitudeField Half(in MagnitudeField value) =>
        new(Inner.Half(value.AtMost(7)._value), ((value._doubled + 1) / 2) + 2);

    public static MagnitudeField Tidy(in MagnitudeField value) => Unit(Inner.Tidy(value.AtMost(20)._value));

    public static MagnitudeField Invert(in MagnitudeField value) => Unit(Inner.Invert(value.AtMost(8)._value));

    public static MagnitudeField InvertVartime(in MagnitudeField value) => Unit(Inner.InvertVartime(value.AtMost(8)._value));

    public static bool TrySquareRoot(in MagnitudeField value, out MagnitudeField root)
    {
        var found = Inner.TrySquareRoot(value.AtMost(8)._value, out var inner);
        root = Unit(inner);
        return found;
    }

    public static ulong IsZeroMask(in MagnitudeField value) => Inner.IsZeroMask(value.AtMost(20)._value);

    public static bool IsZeroVartime(in MagnitudeField value) => Inner.IsZeroVartime(value.AtMost(20)._value);

    public static MagnitudeField Select(ulong mask, in MagnitudeField ifSet, in MagnitudeField otherwise) => new(
        Inner.Select(mask, ifSet._value, otherwise._value), Math.Max(ifSet._doubled, otherwise._doubled));

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out MagnitudeField value)
    {
        var decoded = Inner.TryDecode(bytes, out var inner);
        value = Unit(inner);
        return decoded;
    }

    public static void Encode(in MagnitudeField value, Span<byte> bytes) => Inner.Encode(value.AtMost(8)._value, bytes);

    private static MagnitudeField Unit(in Inner value) => new(value, 2);

    private MagnitudeField AtMost(int magnitude)
    {
        Assert.True(_doubled <= 2 * magnitude, $"The magnitude is {_doubled / 2.0} where {magnitude} is the most.");
        return this;
    }
}
