// SPDX-License-Identifier: Apache-2.0

using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

/// <summary>What the derivation of keys does with numbers and points.</summary>
public sealed class TweakTests
{
    [Fact]
    public void Tweak_RandomNumbers_AgreesWithLibsecp256k1()
    {
        NativeReference.Require(LibSecp256k1.IsPresent, LibSecp256k1.Name);
        var random = new Random(1);
        var (tweak, sum) = (new byte[32], new byte[32]);
        var native = new byte[LibSecp256k1.PublicKeySize];
        for (var i = 0; i < 1000; i++)
        {
            using var key = TestKeys.Random(KeyType.Secp256k1, random);
            random.NextBytes(tweak);
            var secret = key.Export(PrivateKeyFormat.Raw);
            Assert.True(WeierstrassCurve.Secp256k1.TryAddScalars(secret, tweak, sum));
            var point = WeierstrassCurve.Secp256k1.TryAddGenerator(key.PublicKey.Material, tweak);

            Assert.Equal(1, LibSecp256k1.secp256k1_ec_pubkey_create(LibSecp256k1.Context, native, secret));
            Assert.Equal(1, LibSecp256k1.secp256k1_ec_pubkey_tweak_add(LibSecp256k1.Context, native, tweak));
            Assert.Equal(1, LibSecp256k1.secp256k1_ec_seckey_tweak_add(LibSecp256k1.Context, secret, tweak));
            Assert.Equal(secret, sum);
            Assert.Equal(LibSecp256k1.Serialize(native), point!.Raw);
        }
    }

    [Fact]
    public void Tweak_SumOfZero_Fails()
    {
        using var key = PrivateKey.Import(KeyType.Secp256k1, [.. new byte[31], 1]);
        var order = Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141");
        var minusOne = order.ToArray();
        minusOne[^1]--;
        var sum = new byte[32];

        Assert.False(WeierstrassCurve.Secp256k1.TryAddScalars([.. new byte[31], 1], minusOne, sum));
        Assert.Null(WeierstrassCurve.Secp256k1.TryAddGenerator(key.PublicKey.Material, minusOne));
        Assert.False(WeierstrassCurve.Secp256k1.TryAddScalars([.. new byte[31], 1], order, sum));
        Assert.Null(WeierstrassCurve.Secp256k1.TryAddGenerator(key.PublicKey.Material, order));
    }

    [Fact]
    public void Tweak_SameOrZero_DoublesOrKeeps()
    {
        byte[] one = [.. new byte[31], 1];
        using var key = PrivateKey.Import(KeyType.Secp256k1, one);
        using var two = PrivateKey.Import(KeyType.Secp256k1, [.. new byte[31], 2]);
        var sum = new byte[32];

        Assert.Equal(two.PublicKey.Raw, WeierstrassCurve.Secp256k1.TryAddGenerator(key.PublicKey.Material, one)!.Raw);
        Assert.Equal(key.PublicKey.Raw, WeierstrassCurve.Secp256k1.TryAddGenerator(key.PublicKey.Material, new byte[32])!.Raw);
        Assert.True(WeierstrassCurve.Secp256k1.TryAddScalars(one, new byte[32], sum));
        Assert.Equal(one, sum);
    }
}
