// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Testing;
using static Suti.Jose.Tests.TestTokens;

namespace Suti.Jose.Tests;

public sealed class CoseTests
{
    private static readonly byte[] Payload = Utf8("This is the content.");

    public static TheoryData<string, KeyType> SignatureAlgorithms => new()
    {
        { "ES256", KeyType.P256 },
        { "ES384", KeyType.P384 },
        { "ES512", KeyType.P521 },
        { "ES256K", KeyType.Secp256k1 },
        { "EdDSA", KeyType.Ed25519 },
        { "Ed25519", KeyType.Ed25519 },
        { "PS256", KeyType.Rsa },
        { "PS384", KeyType.Rsa },
        { "PS512", KeyType.Rsa },
    };

    [Theory]
    [MemberData(nameof(SignatureAlgorithms))]
    public async Task Sign1_WithEveryAlgorithm_RoundTrips(string name, KeyType type)
    {
        var algorithm = CoseAlgorithm.All.Single(candidate => candidate.Name == name);
        using var key = Key(type);
        var options = new CoseOptions { Protected = new CoseMap().Set(16, "application/vc+cose"), Unprotected = new CoseMap().SetBytes(4, [1]), ExternalData = Secret };
        Assert.True(CoseSign1.TryParse(await CoseSign1.SignAsync(Payload, key, algorithm, options), out var message, out var error), error?.ToString());
        Assert.Equal("application/vc+cose", message.Header.Type);
        Assert.Equal([1], message.Header.KeyId);
        Assert.True(message.Verify(key.PublicKey, [algorithm], out error, Secret), error?.ToString());
        Assert.False(message.Verify(key.PublicKey, [algorithm], out error));
        Assert.Equal(CoseErrorCodes.SignatureInvalid, error.Code);
        Assert.False(message.Verify(key.PublicKey, [], out error, Secret));
        Assert.Equal(CoseErrorCodes.AlgorithmNotAllowed, error.Code);
        using var other = Key(KeyType.X25519);
        Assert.False(message.Verify(other.PublicKey, [algorithm], out error, Secret));
        Assert.Equal(CoseErrorCodes.KeyMismatch, error.Code);

        var detached = await CoseSign1.SignAsync(Payload, key, algorithm, new CoseOptions { Detached = true, Tagged = false });
        Assert.True(CoseSign1.TryParse(detached, out message, out _));
        Assert.Null(message.Payload);
        Assert.True(message.Verify(key.PublicKey, [algorithm], out _, detachedPayload: Payload));
        Assert.False(message.Verify(key.PublicKey, [algorithm], out error));
        Assert.Equal(CoseErrorCodes.Payload, error.Code);
    }

    [Fact]
    public async Task Sign_WithSeveralKeys_VerifiesEach()
    {
        using var first = Key(KeyType.Ed25519);
        using var second = Key(KeyType.P384);
        var encoded = await CoseSign.SignAsync(Payload, [new CoseSigner(first, CoseAlgorithm.EdDsa), new CoseSigner(second, CoseAlgorithm.Es384)], new CoseOptions { Protected = new CoseMap().Set(3, 0) });
        Assert.True(CoseSign.TryParse(encoded, out var message, out _));
        Assert.True(message.Signatures[0].Verify(first.PublicKey, [CoseAlgorithm.EdDsa], out _));
        Assert.True(message.Signatures[1].Verify(second.PublicKey, [CoseAlgorithm.Es384], out _));
        Assert.False(message.Signatures[1].Verify(first.PublicKey, [CoseAlgorithm.Es384], out _));
    }

    [Fact]
    public void Mac0_AndEncrypt0_RoundTripAndFailWithAnotherSecret()
    {
        foreach (var algorithm in CoseAlgorithm.All.Where(candidate => candidate.Mac is not null))
        {
            Assert.True(CoseMac0.TryParse(CoseMac0.Create(Payload, Secret, algorithm), out var mac, out _));
            Assert.True(mac.Verify(Secret, [algorithm], out _));
            Assert.False(mac.Verify(Secret.Reverse().ToArray(), [algorithm], out var error));
            Assert.Equal(CoseErrorCodes.SignatureInvalid, error.Code);
        }

        foreach (var algorithm in CoseAlgorithm.All.Where(candidate => candidate.Aead is not null))
        {
            var secret = Secret[..algorithm.Aead!.KeySize];
            Assert.True(CoseEncrypt0.TryParse(CoseEncrypt0.Encrypt(Payload, secret, algorithm), out var message, out _));
            Assert.True(message.TryDecrypt(secret, [algorithm], out var plaintext, out _));
            Assert.Equal(Payload, plaintext);
            Assert.False(message.TryDecrypt(secret.Reverse().ToArray(), [algorithm], out _, out var error));
            Assert.Equal(CoseErrorCodes.DecryptionFailed, error.Code);
            Assert.False(message.TryDecrypt(Secret, [algorithm], out _, out error));
            Assert.Equal(CoseErrorCodes.KeyMismatch, error.Code);
        }
    }

    [Theory]
    [InlineData("", CoseErrorCodes.Malformed)]
    [InlineData("80", CoseErrorCodes.Malformed)]
    [InlineData("d18440a04041aa", CoseErrorCodes.Tag)]
    [InlineData("8440a04041aa00", CoseErrorCodes.Malformed)]
    [InlineData("8440a040", CoseErrorCodes.Malformed)]
    [InlineData("84a0a04041aa", CoseErrorCodes.Malformed)]
    [InlineData("8443a10126a101264041aa", CoseErrorCodes.DuplicateLabel)]
    [InlineData("8445a101260126a04041aa", CoseErrorCodes.Malformed)]
    [InlineData("8440a104614141aa41aa", CoseErrorCodes.ParameterType)]
    [InlineData("8440a102810141aa41aa", CoseErrorCodes.Critical)]
    [InlineData("8444a1028118a041aa41aa", CoseErrorCodes.Malformed)]
    [InlineData("8443a10280a041aa41aa", CoseErrorCodes.Critical)]
    [InlineData("8445a102811863a041aa41aa", CoseErrorCodes.Critical)]
    public void Sign1_TryParse_MessageThatMustBeRefused_SaysWhy(string hex, string code)
    {
        Assert.False(CoseSign1.TryParse(Convert.FromHexString(hex), out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData(KeyType.P256)]
    [InlineData(KeyType.P384)]
    [InlineData(KeyType.P521)]
    [InlineData(KeyType.Secp256k1)]
    [InlineData(KeyType.Ed25519)]
    [InlineData(KeyType.X25519)]
    public void Key_OfEveryType_RoundTrips(KeyType type)
    {
        using var key = Key(type);
        var encoded = CoseKey.FromPublicKey(key.PublicKey, [7]).EncodePublic();
        Assert.True(CoseKey.TryParse(encoded, out var read, out _));
        Assert.Equal(key.PublicKey, read.PublicKey);
        Assert.Equal([7], read.KeyId);
        Assert.Equal(CoseKey.FromPublicKey(key.PublicKey).GetThumbprint(), read.GetThumbprint());
        new MutationFuzzer(408).Run([encoded], 2000, input => Assert.True(CoseKey.TryParse(input, out _, out var error) || error is not null));
    }

    [Fact]
    public void Key_Thumbprint_IsTheOneOfRfc9679()
    {
        const string Encoded = "a4010220012158206"
            + "5eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d2258201e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c";
        Assert.True(CoseKey.TryParse(Convert.FromHexString(Encoded), out var key, out _));
        Assert.Equal("496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec", Convert.ToHexStringLower(key.GetThumbprint()));
    }

    [Fact]
    public void Cwt_AgainstEachRuleOfAPolicy_EndsAsForAJwt()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var map = new CoseMap()
            .Set(1, "issuer").Set(2, "subject").Set(3, "us").Set(6, now.ToUnixTimeSeconds())
            .SetBytes(10, "nonce"u8).Set("role", "sensor");
        Assert.True(CwtClaims.TryParse(map.Encode(), out var claims, out _));
        var policy = new JwtPolicy { Algorithms = [], Audience = ["us"], TimeProvider = new FixedClock(now.AddHours(1)) };
        var good = policy with
        {
            Issuer = "issuer",
            Nonce = "nonce",
            MaxAge = TimeSpan.FromHours(2),
            RequiredClaims = ["sub", "iat", "nonce", "role"],
        };
        Assert.True(claims.Check(good, out _));
        AssertRefused(policy with { Issuer = "other" }, JwtErrorCodes.Issuer);
        AssertRefused(policy with { Audience = ["other"] }, JwtErrorCodes.Audience);
        AssertRefused(policy with { Nonce = "other" }, JwtErrorCodes.Nonce);
        AssertRefused(policy with { MaxAge = TimeSpan.FromMinutes(30) }, JwtErrorCodes.TooOld);
        AssertRefused(policy with { RequiredClaims = ["exp"] }, JwtErrorCodes.ClaimMissing);
        AssertRefused(policy with { RequiredClaims = ["cti"] }, JwtErrorCodes.ClaimMissing);
        AssertRefused(policy with { RequiredClaims = ["colour"] }, JwtErrorCodes.ClaimMissing);

        void AssertRefused(JwtPolicy refusing, string code)
        {
            Assert.False(claims.Check(refusing, out var error));
            Assert.Equal(code, error.Code);
        }
    }

    [Fact]
    public void Cwt_ClaimsOfRfc8392_AreRead()
    {
        const string Claims = "a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b71";
        Assert.True(CwtClaims.TryParse(Convert.FromHexString(Claims), out var claims, out _));
        Assert.Equal("coap://as.example.com", claims.Issuer);
        Assert.Equal("erikw", claims.Subject);
        Assert.Equal("coap://light.example.com", claims.Audience);
        Assert.Equal(1_444_064_944, claims.ExpiresAt!.Value.ToUnixTimeSeconds());
        Assert.Equal([0x0b, 0x71], claims.Id);
        var policy = new JwtPolicy { Algorithms = [], Audience = ["coap://light.example.com"], TimeProvider = new FixedClock(DateTimeOffset.FromUnixTimeSeconds(1_444_000_000)) };
        Assert.True(claims.Check(policy, out _));
        Assert.False(claims.Check(policy with { Audience = [] }, out var error));
        Assert.Equal(JwtErrorCodes.Audience, error.Code);
        Assert.False(claims.Check(policy with { TimeProvider = new FixedClock(DateTimeOffset.FromUnixTimeSeconds(1_444_065_005)) }, out error));
        Assert.Equal(JwtErrorCodes.Expired, error.Code);
        Assert.False(CwtClaims.TryParse(Convert.FromHexString("a10101"), out _, out error));
        Assert.Equal(CoseErrorCodes.ClaimType, error.Code);
    }

    [Fact]
    public async Task Parsers_OfMutations_NeverThrow()
    {
        using var key = Key(KeyType.Ed25519);
        var sign1 = await CoseSign1.SignAsync(Payload, key, CoseAlgorithm.EdDsa);
        var sign = await CoseSign.SignAsync(Payload, [new CoseSigner(key, CoseAlgorithm.EdDsa)]);
        new MutationFuzzer(409).Run(
            [sign1, sign, CoseMac0.Create(Payload, Secret, CoseAlgorithm.Hs256), CoseEncrypt0.Encrypt(Payload, Secret.AsSpan(0, 32), CoseAlgorithm.A256Gcm)],
            20_000,
            input =>
            {
                Assert.True(CoseSign.TryParse(input, out _, out var error) || error is not null);
                Assert.True(CoseMac0.TryParse(input, out _, out error) || error is not null);
                Assert.True(CoseEncrypt0.TryParse(input, out _, out error) || error is not null);
                Assert.True(CwtClaims.TryParse(input, out _, out error) || error is not null);
                if (CoseSign1.TryParse(input, out var message, out _) && message.Verify(key.PublicKey, [CoseAlgorithm.EdDsa], out _))
                {
                    Assert.Equal(Payload, message.Payload!.Value.ToArray());
                }
            });
    }
}
