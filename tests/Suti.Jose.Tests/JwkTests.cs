// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;
using static Suti.Jose.Tests.TestTokens;

namespace Suti.Jose.Tests;

public sealed class JwkTests
{
    public static TheoryData<KeyType> Types => [.. Enum.GetValues<KeyType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Jwk_OfEveryType_SurvivesWritingAndReading(KeyType type)
    {
        using var key = Jwk.FromPrivateKey(Key(type), keyId: "k-1", use: "sig");
        using var read = Jwk.Parse(Utf8(key.ToPrivateJson()), KeyExportPolicy.AllowExport);
        Assert.Equal(key.PublicKey, read.PublicKey);
        Assert.Equal("k-1", read.KeyId);
        Assert.Equal(key.ToPrivateJson(), read.ToPrivateJson());
        var readPublic = Jwk.Parse(Utf8(key.ToPublicJson()));
        Assert.Null(readPublic.PrivateKey);
        Assert.Equal(key.PublicKey, readPublic.PublicKey);
        Assert.Equal(key.GetThumbprint(), readPublic.GetThumbprint());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Multikey_AndPem_OfEveryType_ReadBackTheSame(KeyType type)
    {
        using var key = Key(type);
        var jwk = Jwk.FromPublicKey(key.PublicKey);
        Assert.True(Jwk.TryParseMultikey(jwk.ToMultikey(), out var read, out _));
        Assert.Equal(jwk.ToPublicJson(), read.ToPublicJson());
        Assert.Equal(jwk.ToPublicJson(), Jwk.FromPublicKey(PublicKey.ImportPem(key.PublicKey.ExportPem())).ToPublicJson());
        Assert.False(Jwk.TryParseMultikey("z6Mk", out _, out var error));
        Assert.Equal(JoseErrorCodes.KeyInvalid, error.Code);
    }

    [Fact]
    public void Thumbprint_OfTheKeyOfRfc7638_IsTheOneGivenThere()
    {
        const string Modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        var key = Jwk.Parse(Utf8($$"""{"kty":"RSA","n":"{{Modulus}}","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"""));
        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", Base64Url.Encode(key.GetThumbprint()));
        Assert.Equal("urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", key.GetThumbprintUri());
    }

    [Fact]
    public void Thumbprint_OfTheKeyOfRfc8037_IsTheOneGivenThere()
    {
        var key = Jwk.Parse(Utf8("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"""));
        Assert.Equal("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", Base64Url.Encode(key.GetThumbprint()));
    }

    public static TheoryData<string, string, string?> DamagedMembers => new()
    {
        { "P256", "x", "AA" },
        { "P256", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        { "P256", "y", null },
        { "P256", "crv", "P-384" },
        { "P256", "crv", "P-999" },
        { "P256", "crv", null },
        { "P256", "kty", null },
        { "P256", "kty", "XYZ" },
        { "P256", "d", "AA" },
        { "P256", "d", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE" },
        { "P521", "x", "AAAA" },
        { "Ed25519", "x", "AA" },
        { "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=" },
        { "Ed25519", "y", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
        { "Ed25519", "d", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
        { "Rsa", "e", "AQ" },
        { "Rsa", "e", "AAEAAQ" },
        { "Rsa", "n", "AQAB" },
        { "Rsa", "p", null },
        { "Rsa", "oth", "AQAB" },
    };

    [Theory]
    [MemberData(nameof(DamagedMembers))]
    public void TryParse_DamagedMember_IsRefused(string type, string member, string? value)
    {
        using var key = Jwk.FromPrivateKey(Key(Enum.Parse<KeyType>(type)));
        var json = JsonNode.Parse(key.ToPrivateJson())!.AsObject();
        Assert.False(Jwk.TryParse(With(json, (member, value)), out _, out var error));
        Assert.Equal(JoseErrorCodes.KeyInvalid, error.Code);
    }

    [Theory]
    [InlineData("""{"kty":"oct"}""", JoseErrorCodes.KeyInvalid)]
    [InlineData("""{"kty":"oct","k":""}""", JoseErrorCodes.KeyInvalid)]
    [InlineData("""{"kty":"oct","k":"AQ==","kid":"1"}""", JoseErrorCodes.KeyInvalid)]
    [InlineData("""{"kty":"oct","k":"AQ","kid":1}""", JoseErrorCodes.MemberType)]
    [InlineData("""{"kty":["oct"],"k":"AQ"}""", JoseErrorCodes.MemberType)]
    [InlineData("""{"kty":"oct","k":"AQ","key_ops":"sign"}""", JoseErrorCodes.MemberType)]
    [InlineData("""{"kty":"oct","k":"AQ","key_ops":["sign","sign"]}""", JoseErrorCodes.KeyInvalid)]
    [InlineData("""{"kty":"oct","kty":"oct","k":"AQ"}""", JoseErrorCodes.DuplicateMember)]
    [InlineData("""["oct"]""", JoseErrorCodes.HeaderNotObject)]
    [InlineData("""{"kty":"oct","k":"AQ"} x""", JoseErrorCodes.NotJson)]
    public void TryParse_WrongShape_IsRefusedWithItsCode(string json, string code)
    {
        Assert.False(Jwk.TryParse(Utf8(json), out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void ToPrivateJson_OfAKeyThatMayNotBeExported_Throws()
    {
        using var key = Jwk.FromPrivateKey(PrivateKey.Generate(KeyType.Ed25519));
        Assert.ThrowsAny<Exception>(key.ToPrivateJson);
        Assert.DoesNotContain("\"d\"", key.ToPublicJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfASecret_TellsNothing()
    {
        using var key = Jwk.FromSecret(Secret, keyId: "k");
        Assert.DoesNotContain(Base64Url.Encode(Secret), key.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(key.ToPublicJson);
    }

    [Theory]
    [InlineData("sig", null, null, JwkUse.Verify, true)]
    [InlineData("enc", null, null, JwkUse.Verify, false)]
    [InlineData("tls", null, null, JwkUse.Verify, false)]
    [InlineData(null, "verify", null, JwkUse.Verify, true)]
    [InlineData(null, "sign", null, JwkUse.Verify, true)]
    [InlineData(null, "encrypt", null, JwkUse.Verify, false)]
    [InlineData(null, null, "ES256", JwkUse.Verify, true)]
    [InlineData(null, null, "ES384", JwkUse.Verify, false)]
    [InlineData(null, "deriveBits", null, JwkUse.DeriveKey, true)]
    public void Allows_FollowsUseAndOperationsAndAlgorithm(string? use, string? operation, string? algorithm, JwkUse asked, bool expected)
    {
        var json = JsonNode.Parse(Jwk.FromPrivateKey(Key(KeyType.P256)).ToPublicJson())!.AsObject();
        var key = Jwk.Parse(With(json, ("use", use), ("alg", algorithm), ("key_ops", operation is null ? null : new JsonArray(operation))));
        Assert.Equal(expected, key.Allows(asked, "ES256"));
    }

    [Fact]
    public void Additional_KeepsUnknownMembers()
    {
        var key = Jwk.Parse(Utf8("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","x5c":["AQID"],"z":{"a":1}}"""));
        Assert.Equal("""{"x5c":["AQID"],"z":{"a":1}}""", key.Additional.ToJsonString());
        Assert.Contains("\"x5c\":[\"AQID\"]", key.ToPublicJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Set_FindsTheOneKeyThatFits()
    {
        using var first = Jwk.FromPrivateKey(Key(KeyType.P256), "a", "ES256");
        using var second = Jwk.FromPrivateKey(Key(KeyType.Ed25519), "b", "EdDSA");
        var set = JwkSet.Create(first, second);
        Assert.Same(second, set.Find("b", JwkUse.Verify, "EdDSA"));
        Assert.Same(second, set.Find(null, JwkUse.Verify, "Ed25519"));
        Assert.Null(set.Find("b", JwkUse.Verify, "ES256"));
        Assert.Null(set.Find("c", JwkUse.Verify, "EdDSA"));
        Assert.True(JwkSet.TryParse(Utf8(set.ToPublicJson()), out var read, out _));
        Assert.Equal(2, read.Count);
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"oct","k":"AQ"},{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AQ","kid":"1"},{"kty":"oct","k":"Ag","kid":"1"}]}""")]
    [InlineData("""{"keys":[{"kty":"oct"}]}""")]
    [InlineData("""{"keys":[1]}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{}""")]
    public void Set_OfKeysThatCannotStandTogether_IsRefused(string json)
    {
        Assert.False(JwkSet.TryParse(Utf8(json), out _, out var error));
        Assert.Equal(JoseErrorCodes.KeyInvalid, error.Code);
    }

    [Fact]
    public void Set_LeavesOutKeysOfOtherKinds()
    {
        Assert.True(JwkSet.TryParse(Utf8("""{"keys":[{"kty":"AKP","pub":"AQ"},{"kty":"oct","k":"AQ"}]}"""), out var set, out _));
        Assert.Single(set);
    }

    [Fact]
    public void TryParse_OfMutations_NeverThrows()
    {
        var samples = Enum.GetValues<KeyType>().Where(type => type != KeyType.Rsa)
            .Select(type => Utf8(Jwk.FromPrivateKey(Key(type), "kid", use: "sig").ToPrivateJson()))
            .ToList();
        new MutationFuzzer(401).Run(samples, 4000, input =>
        {
            if (Jwk.TryParse(input, out var key, out var error))
            {
                key.Dispose();
            }
            else
            {
                Assert.NotNull(error);
            }
        });
    }

    [Fact]
    public void TryRead_PublicKeyInOnePass_SaysWhatTheGeneralReaderSays()
    {
        var samples = Enum.GetValues<KeyType>().Where(type => type != KeyType.Rsa)
            .Select(type => Utf8(Jwk.FromPublicKey(Key(type).PublicKey, "kid", "alg", "sig").ToPublicJson()))
            .ToList();
        Assert.All(samples, sample => Assert.True(PublicJwkReader.TryRead(sample, out _)));
        var read = 0;
        new MutationFuzzer(402).Run(samples, 20_000, input =>
        {
            if (JoseJson.CheckObject(input, JwkReader.MaxSize) is null && PublicJwkReader.TryRead(input, out var key))
            {
                read++;
                using var expected = JwkReader.Read(JsonElement.Parse(input), KeyExportPolicy.None, out var error);
                Assert.Null(error);
                Assert.Null(key.PrivateKey);
                Assert.Equal(expected!.ToPublicJson(), key.ToPublicJson());
            }
        });
        Assert.True(read > 100, $"{read} mutations were keys.");
    }
}
