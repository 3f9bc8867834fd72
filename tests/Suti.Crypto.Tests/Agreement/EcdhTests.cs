// SPDX-License-Identifier: Apache-2.0

using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class EcdhTests
{
    public static TheoryData<KeyType> Curves => TestKeys.Curves;

    [Theory]
    [MemberData(nameof(Curves))]
    public void Agree_RandomKeys_AgreesWithOpenSsl(KeyType type)
    {
        NativeReference.Require(LibCrypto.IsPresent, LibCrypto.Name);
        var random = new Random(1);
        var curve = WeierstrassCurve.Of(type)!;
        var (theirs, ours) = (new byte[curve.Size], new byte[curve.Size]);
        for (var i = 0; i < (type >= KeyType.P384 ? 100 : 1000); i++)
        {
            using var key = TestKeys.Random(type, random);
            using var peer = TestKeys.Random(type, random);
            var native = LibCrypto.ImportEcKey(key.Export(PrivateKeyFormat.Sec1));
            var nativePeer = LibCrypto.ImportEcKey(peer.Export(PrivateKeyFormat.Sec1));
            var length = LibCrypto.ECDH_compute_key(
                theirs, (nuint)theirs.Length, LibCrypto.EC_KEY_get0_public_key(nativePeer), native, 0);
            Assert.Equal(theirs.Length, length);
            foreach (var implementation in (Implementation[])[Implementation.Managed, Implementation.Platform])
            {
                curve.Agree(key.Material, peer.PublicKey.Material, ours, implementation);
                Assert.Equal(theirs, ours);
            }

            LibCrypto.EC_KEY_free(native);
            LibCrypto.EC_KEY_free(nativePeer);
        }
    }

    /// <summary>Small and large numbers, where the last addition meets the same point.</summary>
    [Theory]
    [MemberData(nameof(Curves))]
    public void Agree_SmallNumbers_CountsMultiples(KeyType type)
    {
        var curve = WeierstrassCurve.Of(type)!;
        var number = new byte[curve.Size];
        number[^1] = 1;
        using var one = PrivateKey.Import(type, number);
        var shared = new byte[curve.Size];
        for (var i = 1; i < 300; i++)
        {
            number[^2] = (byte)(i >> 8);
            number[^1] = (byte)i;
            using var key = PrivateKey.Import(type, number);
            curve.Agree(key.Material, one.PublicKey.Material, shared, Implementation.Managed);
            Assert.Equal(key.PublicKey.Raw[1..].ToArray(), shared);
            curve.Agree(key.Material, one.PublicKey.Material, shared, Implementation.Platform);
            Assert.Equal(key.PublicKey.Raw[1..].ToArray(), shared);
        }
    }

    [Fact]
    public async Task AgreeAsync_BothSides_GiveTheSameSecret()
    {
        foreach (var type in (KeyType[])[KeyType.X25519, KeyType.Secp256k1, KeyType.P256, KeyType.P384, KeyType.P521])
        {
            using var alice = TestKeys.Random(type, 1);
            using var bob = TestKeys.Random(type, 2);

            var secret = await ((IKeyAgreement)alice).AgreeAsync(bob.PublicKey, TestContext.Current.CancellationToken);

            Assert.Equal(secret, await ((IKeyAgreement)bob).AgreeAsync(alice.PublicKey, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task AgreeAsync_OtherType_Throws()
    {
        using var alice = TestKeys.Random(KeyType.P256, 1);
        using var bob = TestKeys.Random(KeyType.P384, 1);
        using var signer = TestKeys.Random(KeyType.Ed25519, 1);

        await Assert.ThrowsAsync<ArgumentException>(() => ((IKeyAgreement)alice).AgreeAsync(bob.PublicKey).AsTask());
        await Assert.ThrowsAsync<NotSupportedException>(() => ((IKeyAgreement)signer).AgreeAsync(signer.PublicKey).AsTask());
    }
}
