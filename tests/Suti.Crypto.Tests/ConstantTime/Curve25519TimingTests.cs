// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

[Collection(TimingComparison.Collection)]
[Trait("Category", "Statistical")]
public sealed class Curve25519TimingTests
{
    private static readonly byte[] Message = new byte[64];
    private static readonly byte[] Destination = new byte[64];
    private static readonly byte[] Peer = PublicKey.Import(
        KeyType.X25519, Convert.FromHexString("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")).Raw.ToArray();

    [Fact]
    public void Ed25519Sign_FixedAndRandomKeys_TakeTheSameTime() => TimingComparison.RequireConstantTime(
        32, seed => Ed25519PrivateMaterial.FromSeed(seed), key => Ed25519Core.Sign(key, Message, Destination));

    [Fact]
    public void Ed25519SignScalar_FixedAndRandomKeys_TakeTheSameTime() => TimingComparison.RequireConstantTime(
        32,
        seed => Ed25519PrivateMaterial.FromSeed(seed),
        key => Ed25519Core<EdwardsPoint, EdwardsCached>.Sign(key, Message, Destination));

    [Fact]
    public void Ed25519MultiplyBase_FixedAndRandomScalars_TakeTheSameTime() => TimingComparison.RequireConstantTime(
        32, Reduced, scalar => Ed25519Core.MultiplyBase(scalar, Destination.AsSpan(0, 32), out _));

    [Fact]
    public void X25519_FixedAndRandomScalars_TakeTheSameTime() => TimingComparison.RequireConstantTime(
        32, scalar => scalar, scalar => X25519Core.TryMultiply(scalar, Peer, Destination.AsSpan(0, 32)));

    [Fact]
    public void X25519Scalar_FixedAndRandomScalars_TakeTheSameTime() => TimingComparison.RequireConstantTime(
        32,
        scalar =>
        {
            X25519Core.Clamp(scalar);
            return scalar;
        },
        scalar => MontgomeryLadder.Multiply(scalar, Field25519.Read(Peer), out _));

    [Fact]
    public void MultiplyVartime_FixedAndRandomScalars_ShowsTheLeak()
    {
        // What verification may do with public scalars, and signing must not.
        var table = new EdwardsCached[EdwardsMultiplication<EdwardsPoint, EdwardsCached>.PointTableSize];
        EdwardsMultiplication<EdwardsPoint, EdwardsCached>.OddMultiples(EdwardsPoint.Base, table);
        TimingComparison.RequireLeak(
            32,
            Reduced,
            scalar => EdwardsMultiplication<EdwardsPoint, EdwardsCached>.MultiplyAddBaseVartime(scalar, table, scalar, out _));
    }

    private static byte[] Reduced(byte[] secret)
    {
        var scalar = new byte[32];
        Scalar25519.Reduce(secret, scalar);
        return scalar;
    }
}
