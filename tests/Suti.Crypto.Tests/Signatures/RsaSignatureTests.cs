// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto.Tests;

public sealed class RsaSignatureTests
{
    public static TheoryData<RsaSignature> Algorithms =>
    [
        SignatureAlgorithm.RsaPkcs1Sha256,
        SignatureAlgorithm.RsaPkcs1Sha384,
        SignatureAlgorithm.RsaPkcs1Sha512,
        SignatureAlgorithm.RsaPssSha256,
        SignatureAlgorithm.RsaPssSha384,
        SignatureAlgorithm.RsaPssSha512,
    ];

    [Theory]
    [MemberData(nameof(Algorithms), DisableDiscoveryEnumeration = true)]
    public void Sign_ThenVerify_HoldsForThatDataOnly(RsaSignature algorithm)
    {
        using var key = PrivateKey.ImportPem(OpenSslKeys.Pem[^1].Private);

        var signature = algorithm.Sign(key, "data"u8);

        Assert.Equal(256, signature.Length);
        Assert.True(algorithm.Verify(key.PublicKey, "data"u8, signature));
        Assert.False(algorithm.Verify(key.PublicKey, "other"u8, signature));
        Assert.False(algorithm.Verify(key.PublicKey, "data"u8, signature.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => algorithm.Sign(key, "data"u8, new byte[255]));
        Assert.All(
            Algorithms.Select(row => row.Data).Where(other => other != algorithm),
            other => Assert.False(other.Verify(key.PublicKey, "data"u8, signature)));
    }

    [Theory]
    [InlineData(1024, 65537, false)]
    [InlineData(2047, 65537, false)]
    [InlineData(2048, 65537, true)]
    [InlineData(2048, 3, true)]
    [InlineData(2048, 1, false)]
    [InlineData(2048, 4, false)]
    [InlineData(8192, 65537, true)]
    [InlineData(8200, 65537, false)]
    public void TryImportRsa_Numbers_AreWithinLimits(int bits, int exponent, bool expected)
    {
        var modulus = new byte[(bits + 7) / 8];
        modulus.AsSpan().Fill(0x81);
        modulus[0] = (byte)(0x80 >> (((8 * modulus.Length) - bits) & 7));
        var number = new[] { (byte)(exponent >> 16), (byte)(exponent >> 8), (byte)exponent }.AsSpan().TrimStart((byte)0);

        Assert.Equal(expected, PublicKey.TryImportRsa(modulus, number, out var key));
        if (key is not null)
        {
            Assert.True(key.TryGetRsaParameters(out var readModulus, out var readExponent));
            Assert.Equal(modulus, readModulus.ToArray());
            Assert.Equal(number.ToArray(), readExponent.ToArray());
            Assert.Equal(key, PublicKey.Import(KeyType.Rsa, key.Raw));
            Assert.False(PublicKey.TryImportRsa([0, .. modulus], number, out _));
            Assert.False(PublicKey.TryImportRsa(modulus, [0, .. number], out _));
            Assert.False(PublicKey.TryImportRsa([], number, out _));
            Assert.False(PublicKey.TryImportRsa(modulus, [1, 0, 0, 0, 1], out _));
        }
    }

    [Fact]
    public void TryImport_KeyWhosePartsDisagree_Fails()
    {
        using var rsa = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        var good = rsa.ExportRSAPrivateKey();
        var at = good.AsSpan().IndexOf(parameters.Modulus);
        other.ExportParameters(includePrivateParameters: false).Modulus!.CopyTo(good, at);

        Assert.False(PrivateKey.TryImport(KeyType.Rsa, good, PrivateKeyFormat.Raw, KeyExportPolicy.None, out _));
    }

    [Fact]
    public async Task SignAsync_Seam_SignsAndRefusesDigests()
    {
        using var key = PrivateKey.ImportPem(OpenSslKeys.Pem[^1].Private);
        ISigner signer = key;

        Assert.True(signer.CanSign(SignatureAlgorithm.RsaPssSha256));
        Assert.False(signer.CanSign(SignatureAlgorithm.EcdsaP256));
        var signature = await signer.SignAsync(SignatureAlgorithm.RsaPssSha256, new byte[3], TestContext.Current.CancellationToken);
        Assert.True(SignatureAlgorithm.RsaPssSha256.Verify(key.PublicKey, new byte[3], signature));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => signer.SignDigestAsync(SignatureAlgorithm.RsaPssSha256, new byte[32]).AsTask());
        await Assert.ThrowsAsync<NotSupportedException>(
            () => signer.SignAsync(SignatureAlgorithm.EcdsaP256, new byte[32]).AsTask());
    }
}
