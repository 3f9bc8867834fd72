// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;
using static Suti.Jose.Tests.TestTokens;

namespace Suti.Jose.Tests;

public sealed class SdJwtTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly PrivateKey _issuer = Key(KeyType.P256);
    private readonly PrivateKey _holder = Key(KeyType.Ed25519);

    private static KeyBindingPolicy Binding => new() { Algorithms = [JwsAlgorithm.EdDsa], Audience = "https://verifier.example", Nonce = "n-1" };

    private static SdJwtPolicy Policy => new() { Token = new JwtPolicy { Algorithms = [JwsAlgorithm.Es256], TimeProvider = new FixedClock(Now) } };

    public void Dispose()
    {
        _issuer.Dispose();
        _holder.Dispose();
    }

    [Fact]
    public async Task Disclose_ChosenClaims_ShowsThemAndNothingElse()
    {
        var issued = await IssueAsync();
        var presented = issued.Disclose("/address/street", "/nationalities/1");
        Assert.True(SdJwt.TryParse(presented.ToString(), out var received, out _));
        Assert.True(received.Verify(_issuer.PublicKey, Policy, out var verified, out var error), error?.ToString());
        Assert.Equal("""{"address":{"street":"A"},"nationalities":["DE"]}""", Visible(verified));
        Assert.False(verified.IsKeyBound);
        Assert.Equal(_holder.PublicKey, verified.HolderKey);
        Assert.Equal(3, presented.Disclosures.Count);

        Assert.True(issued.Disclose().Verify(_issuer.PublicKey, Policy, out verified, out _));
        Assert.Equal("""{"nationalities":[]}""", Visible(verified));
        Assert.Throws<ArgumentException>(() => issued.Disclose("/nothing"));
        Assert.Throws<ArgumentException>(() => issued.Disclose("address"));
    }

    [Fact]
    public async Task Json_Serialization_CarriesTheSame()
    {
        var presented = await (await IssueAsync()).Disclose("/name").BindAsync(_holder, Binding.Audience, Binding.Nonce, Now);
        Assert.True(SdJwt.TryParseJson(presented.ToJson(), out var received, out var error), error?.ToString());
        Assert.Equal(presented.ToString(), received.ToString());
        Assert.True(received.Verify(_issuer.PublicKey, Policy with { KeyBinding = Binding }, out var verified, out error), error?.ToString());
        Assert.True(verified.IsKeyBound);
    }

    [Fact]
    public async Task KeyBinding_ForAnotherRequest_IsRefused()
    {
        var issued = await IssueAsync();
        var presented = issued.Disclose("/name");
        Assert.Null(await Refusal(await presented.BindAsync(_holder, Binding.Audience, Binding.Nonce, Now)));
        Assert.Equal(SdJwtErrorCodes.KeyBindingMissing, await Refusal(presented));
        Assert.Equal(SdJwtErrorCodes.KeyBindingNonce, await Refusal(await presented.BindAsync(_holder, Binding.Audience, "n-2", Now)));
        Assert.Equal(SdJwtErrorCodes.KeyBindingAudience, await Refusal(await presented.BindAsync(_holder, "https://other.example", Binding.Nonce, Now)));
        Assert.Equal(SdJwtErrorCodes.KeyBindingTime, await Refusal(await presented.BindAsync(_holder, Binding.Audience, Binding.Nonce, Now.AddMinutes(-7))));
        Assert.Equal(SdJwtErrorCodes.KeyBindingTime, await Refusal(await presented.BindAsync(_holder, Binding.Audience, Binding.Nonce, Now.AddMinutes(2))));
        using var thief = Key(KeyType.Ed25519);
        Assert.Equal(SdJwtErrorCodes.KeyBindingInvalid, await Refusal(await presented.BindAsync(thief, Binding.Audience, Binding.Nonce, Now)));

        // A binding moved to another choice of disclosures.
        var bound = await presented.BindAsync(_holder, Binding.Audience, Binding.Nonce, Now);
        Assert.True(SdJwt.TryParse(issued.ToString() + bound.KeyBinding, out var moved, out _));
        Assert.Equal(SdJwtErrorCodes.KeyBindingHash, await Refusal(moved));

        // A plain JWT of the holder with the same claims is no key binding.
        var plain = await Jws.SignAsync(bound.KeyBinding is { } text && Jws.TryParse(text, out var jws, out _) ? jws.Payload : default, new JwsSigner(_holder, header: new JoseHeaderParameters { Type = "JWT" }));
        Assert.True(SdJwt.TryParse(presented.ToString() + plain, out var untyped, out _));
        Assert.Equal(SdJwtErrorCodes.KeyBindingInvalid, await Refusal(untyped));

        // An SD-JWT that names no holder.
        var unbound = await new SdJwtIssuer(new JsonObject { ["a"] = 1 }).SignAsync(new JwsSigner(_issuer));
        Assert.Equal(SdJwtErrorCodes.HolderKeyMissing, await Refusal(await unbound.BindAsync(_holder, Binding.Audience, Binding.Nonce, Now)));
    }

    /// <summary>Payloads with %1, %2... for the digests of the disclosures beside them.</summary>
    public static TheoryData<string, string[], string> DamagedPayloads => new()
    {
        { """{"_sd":["%1"]}""", ["[\"s\",\"a\",1]", "[\"s\",\"b\",1]"], SdJwtErrorCodes.DisclosureUnreferenced },
        { """{"_sd":["%1"]}""", ["[\"s\",\"a\",1]", "[\"s\",\"a\",1]"], SdJwtErrorCodes.DisclosureUnreferenced },
        { """{"_sd":["%1","%1"]}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.DigestReused },
        { """{"_sd":["%1"],"b":{"_sd":["%1"]}}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.DigestReused },
        { """{"_sd":["unknown","unknown"]}""", [], SdJwtErrorCodes.DigestReused },
        { """{"_sd":["%1"],"a":2}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.ClaimExists },
        { """{"_sd":["%1","%2"]}""", ["[\"s\",\"a\",1]", "[\"t\",\"a\",1]"], SdJwtErrorCodes.ClaimExists },
        { """{"_sd":["%1"]}""", ["[\"s\",\"_sd\",1]"], SdJwtErrorCodes.DisclosureName },
        { """{"_sd":["%1"]}""", ["[\"s\",\"...\",1]"], SdJwtErrorCodes.DisclosureName },
        { """{"_sd":["%1"]}""", ["[\"s\",1]"], SdJwtErrorCodes.DisclosureShape },
        { """{"a":[{"...":"%1"}]}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.DisclosureShape },
        { """{"a":[{"...":"%1","b":1}]}""", ["[\"s\",1]"], SdJwtErrorCodes.DigestShape },
        { """{"a":[{"...":1}]}""", [], SdJwtErrorCodes.DigestShape },
        { """{"...":"%1"}""", ["[\"s\",1]"], SdJwtErrorCodes.DigestShape },
        { """{"_sd":"%1"}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.DigestShape },
        { """{"_sd":[1]}""", [], SdJwtErrorCodes.DigestShape },
        { """{"_sd":["%1"],"_sd_alg":"md5"}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.HashUnknown },
        { """{"_sd":["%1"],"_sd_alg":1}""", ["[\"s\",\"a\",1]"], SdJwtErrorCodes.HashUnknown },
        { """{"_sd":["%1"]}""", ["[\"s\",\"exp\",1]"], JwtErrorCodes.Expired },
    };

    [Theory]
    [MemberData(nameof(DamagedPayloads))]
    public async Task Verify_PayloadAndDisclosuresThatDoNotFit_AreRefused(string payload, string[] disclosures, string code)
    {
        var texts = disclosures.Select(Encode).ToList();
        for (var index = 0; index < texts.Count; index++)
        {
            Assert.True(SdJwtDisclosure.TryParse(texts[index], out var disclosure));
            payload = payload.Replace($"%{index + 1}", disclosure.GetDigest(HashFunction.Sha256), StringComparison.Ordinal);
        }

        var token = await Jws.SignAsync(Utf8(payload), new JwsSigner(_issuer));
        Assert.True(SdJwt.TryParse($"{token}~{string.Concat(texts.Select(text => text + "~"))}", out var sdJwt, out _));
        Assert.False(sdJwt.Verify(_issuer.PublicKey, Policy, out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"s\"]")]
    [InlineData("[\"s\",\"a\",1,2]")]
    [InlineData("[1,\"a\",1]")]
    [InlineData("[\"s\",1,1]")]
    [InlineData("{}")]
    [InlineData("[\"s\",\"a\",{\"x\":1,\"x\":1}]")]
    public void Disclosure_OfAWrongShape_IsRefused(string json) => Assert.False(SdJwtDisclosure.TryParse(Encode(json), out _));

    [Fact]
    public async Task Verify_DisclosuresNestedBeyondTheLimit_AreRefused()
    {
        // Each disclosure holds the digest of the one before it.
        var texts = new List<string> { Encode("[\"s\",\"a\",1]") };
        for (var depth = 0; depth < 80; depth++)
        {
            Assert.True(SdJwtDisclosure.TryParse(texts[^1], out var inner));
            texts.Add(Encode($$"""["s","a",{"_sd":["{{inner.GetDigest(HashFunction.Sha256)}}"]}]"""));
        }

        Assert.True(SdJwtDisclosure.TryParse(texts[^1], out var outer));
        var token = await Jws.SignAsync(Utf8($$"""{"_sd":["{{outer.GetDigest(HashFunction.Sha256)}}"]}"""), new JwsSigner(_issuer));
        Assert.True(SdJwt.TryParse($"{token}~{string.Join('~', texts)}~", out var sdJwt, out _));
        Assert.False(sdJwt.Verify(_issuer.PublicKey, Policy, out _, out var error));
        Assert.Equal(SdJwtErrorCodes.TooDeep, error.Code);
    }

    [Fact]
    public async Task Verify_AnotherIssuerOrAlgorithm_IsRefused()
    {
        var issued = await IssueAsync();
        using var other = Key(KeyType.P256);
        Assert.False(issued.Verify(other.PublicKey, Policy, out _, out var error));
        Assert.Equal(JoseErrorCodes.SignatureInvalid, error.Code);
        Assert.False(issued.Verify(_issuer.PublicKey, Policy with { Token = Policy.Token with { Algorithms = [JwsAlgorithm.EdDsa] } }, out _, out error));
        Assert.Equal(JoseErrorCodes.AlgorithmNotAllowed, error.Code);
    }

    [Fact]
    public async Task TryParse_TooManyDisclosuresOrNoTilde_IsRefused()
    {
        var issued = (await IssueAsync()).ToString();
        Assert.False(SdJwt.TryParse(issued, out _, out var error, new SdJwtLimits { MaxDisclosures = 2 }));
        Assert.Equal(SdJwtErrorCodes.TooManyDisclosures, error.Code);
        Assert.False(SdJwt.TryParse(issued.Split('~')[0], out _, out error));
        Assert.Equal(SdJwtErrorCodes.Malformed, error.Code);
        Assert.False(SdJwt.TryParse(issued.Split('~')[0] + "~~", out _, out error));
        Assert.Equal(SdJwtErrorCodes.DisclosureShape, error.Code);
    }

    [Fact]
    public void Issuer_NamesThatSdJwtUses_Throw()
    {
        Assert.Throws<ArgumentException>(() => new SdJwtIssuer(new JsonObject { ["_sd"] = 1 }));
        Assert.Throws<ArgumentException>(() => new SdJwtIssuer(new JsonObject { ["_sd_alg"] = 1 }));
        Assert.Throws<ArgumentException>(() => new SdJwtIssuer(new JsonObject { ["a"] = new JsonArray(new JsonObject { ["..."] = 1 }) }));
        Assert.Throws<ArgumentException>(() => new SdJwtIssuer([]).Disclosable("/a"));
        Assert.Throws<ArgumentException>(() => new SdJwtIssuer([]).Disclosable(""));
        Assert.Throws<ArgumentException>(() => new SdJwtIssuer(new JsonObject { ["a"] = 1 }).Decoys("/a", 1));
    }

    [Fact]
    public async Task Parsers_OfMutations_NeverThrow()
    {
        var bound = await (await IssueAsync()).BindAsync(_holder, Binding.Audience, Binding.Nonce, Now);
        var names = new[] { "name", "address", "nationalities", "cnf" };
        new MutationFuzzer(406).Run([Utf8(bound.ToString())], 3000, input =>
        {
            if (SdJwt.TryParse(System.Text.Encoding.Latin1.GetString(input), out var sdJwt, out _)
                && sdJwt.Verify(_issuer.PublicKey, Policy, out var verified, out _))
            {
                Assert.All(verified.Payload, claim => Assert.Contains(claim.Key, names));
            }
        });
        new MutationFuzzer(407).Run([bound.ToJson()], 3000, input => Assert.True(SdJwt.TryParseJson(input, out _, out var error) || error is not null));
    }

    private static string Visible(VerifiedSdJwt verified)
    {
        var payload = (JsonObject)verified.Payload.DeepClone();
        payload.Remove("cnf");
        return System.Text.Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(Utf8(payload.ToJsonString())));
    }

    private async Task<string?> Refusal(SdJwt presented)
    {
        await Task.CompletedTask;
        Assert.True(SdJwt.TryParse(presented.ToString(), out var received, out _));
        return received.Verify(_issuer.PublicKey, Policy with { KeyBinding = Binding }, out _, out var error) ? null : error.Code;
    }

    private ValueTask<SdJwt> IssueAsync()
    {
        var claims = new JsonObject
        {
            ["name"] = "Alice",
            ["address"] = new JsonObject { ["street"] = "A", ["city"] = "B" },
            ["nationalities"] = new JsonArray("FR", "DE"),
        };
        return new SdJwtIssuer(claims)
            .Disclosable("/name", "/address", "/address/street", "/address/city", "/nationalities/0", "/nationalities/1")
            .Decoys("", 2)
            .Decoys("/nationalities", 1)
            .BoundTo(_holder.PublicKey)
            .SignAsync(new JwsSigner(_issuer));
    }
}
