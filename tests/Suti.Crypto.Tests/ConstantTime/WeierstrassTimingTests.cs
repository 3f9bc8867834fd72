// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

/// <summary>Looks for secrets in the time that signing and agreement take.</summary>
[Collection(TimingComparison.Collection)]
[Trait("Category", "Statistical")]
public sealed class WeierstrassTimingTests
{
    private static readonly byte[] Digest = new byte[32];

    [Theory]
    [InlineData(KeyType.Secp256k1)]
    [InlineData(KeyType.P256)]
    public void Sign_FixedAndRandomSecrets_TakeTheSameTime(KeyType type)
    {
        var algorithm = TestKeys.EcdsaOf(type);
        var signature = new byte[64];
        TimingComparison.RequireConstantTime(
            32,
            secret => ToKey(type, secret),
            key => algorithm.SignDigest(key, Digest, signature),
            fixedSecret: Small());
    }

    [Theory]
    [InlineData(KeyType.Secp256k1)]
    [InlineData(KeyType.P256)]
    public void Multiply_FixedAndRandomSecrets_TakeTheSameTime(KeyType type)
    {
        var curve = WeierstrassCurve.Of(type)!;
        using var peer = TestKeys.Random(type, 1);
        var shared = new byte[32];
        TimingComparison.RequireConstantTime(
            32,
            secret => ToKey(type, secret),
            key => curve.Agree(key.Material, peer.PublicKey.Material, shared, Implementation.Managed),
            fixedSecret: Small());
    }

    [Fact]
    public void EvaluateVartime_FixedAndRandomSecrets_LeaksAsItsNameSays()
    {
        using var peer = TestKeys.Random(KeyType.Secp256k1, 1);
        var point = ((WeierstrassPublicKey<Field256<Secp256k1Prime>>)peer.PublicKey.Material).Point;
        TimingComparison.RequireLeak(
            32,
            secret => Montgomery<Secp256k1Order, Limbs4>.DecodeReduced(secret),
            factor => Combination<Secp256k1Curve, Field256<Secp256k1Prime>, Montgomery<Secp256k1Order, Limbs4>>.EvaluateVartime(
                factor, factor, point, prepared: null),
            fixedSecret: Small());
    }

    private static byte[] Small() => [.. new byte[31], 1];

    private static PrivateKey ToKey(KeyType type, byte[] secret)
    {
        secret = [.. secret];
        secret[0] &= 0x7F;
        return PrivateKey.Import(type, secret);
    }
}
