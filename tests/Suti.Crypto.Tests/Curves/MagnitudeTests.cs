// SPDX-License-Identifier: Apache-2.0

using Scalar = Suti.Crypto.Montgomery<Suti.Crypto.P256Order, Suti.Crypto.Limbs4>;

namespace Suti.Crypto.Tests;

/// <summary>
/// Shows that no operand of the group law exceeds its magnitude. Those depend on the formulas only, not on the data, so
/// that one run of each path is proof.
/// </summary>
public sealed class MagnitudeTests
{
    [Fact]
    public void GroupLaw_WithZeroA_StaysWithinMagnitudes() => Run<ZeroA>(agrees: false);

    [Fact]
    public void GroupLaw_WithOtherA_StaysWithinMagnitudes() => Run<MinusThreeA>(agrees: true);

    private static void Run<TCurve>(bool agrees)
        where TCurve : ICurve<MagnitudeField>
    {
        using var key = TestKeys.Random(KeyType.P256, 1);
        var factor = Scalar.DecodeReduced(key.Export(PrivateKeyFormat.Raw));
        var generator = Multiplication<TCurve, MagnitudeField, Scalar>.Generator;

        var fixedBase = Multiplication<TCurve, MagnitudeField, Scalar>.MultiplyGenerator(factor).ToAffine();
        var variableBase = Multiplication<TCurve, MagnitudeField, Scalar>.Multiply(generator, factor).ToAffine();
        var prepared = Combination<TCurve, MagnitudeField, Scalar>.PrepareVartime(fixedBase);
        var plain = Combination<TCurve, MagnitudeField, Scalar>.EvaluateVartime(factor, factor, fixedBase, null);
        var faster = Combination<TCurve, MagnitudeField, Scalar>.EvaluateVartime(factor, factor, fixedBase, prepared);

        // With the other a the generator is no point of the curve, and only the magnitudes mean anything.
        if (agrees)
        {
            var x = new byte[32];
            MagnitudeField.Encode(fixedBase.X, x);
            Assert.Equal(key.PublicKey.Raw[1..].ToArray(), x);
            Assert.True(MagnitudeField.IsZeroVartime(variableBase.X - fixedBase.X));
            Assert.True(MagnitudeField.IsZeroVartime(plain.ToAffineVartime().X - faster.ToAffineVartime().X));
        }
    }

    private readonly struct MinusThreeA : ICurve<MagnitudeField>
    {
        public static KeyType Type => KeyType.P256;

        public static bool HasZeroA => false;

        public static ReadOnlySpan<byte> Beta => [];

        public static ReadOnlySpan<byte> B => P256Curve.B;

        public static ReadOnlySpan<byte> GeneratorX => P256Curve.GeneratorX;

        public static ReadOnlySpan<byte> GeneratorY => P256Curve.GeneratorY;

        public static int GeneratorWindow => 6;
    }

    private readonly struct ZeroA : ICurve<MagnitudeField>
    {
        public static KeyType Type => KeyType.P256;

        public static bool HasZeroA => true;

        public static ReadOnlySpan<byte> Beta => [];

        public static ReadOnlySpan<byte> B => P256Curve.B;

        public static ReadOnlySpan<byte> GeneratorX => P256Curve.GeneratorX;

        public static ReadOnlySpan<byte> GeneratorY => P256Curve.GeneratorY;

        public static int GeneratorWindow => 6;
    }
}
