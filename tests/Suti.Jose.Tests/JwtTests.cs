// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Testing;
using static Suti.Jose.Tests.TestTokens;

namespace Suti.Jose.Tests;

public sealed class JwtTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly JwtPolicy Policy = new() { Algorithms = [JwsAlgorithm.Hs256], TimeProvider = new FixedClock(Now) };

    public static TheoryData<string, string?> Claims => new()
    {
        { "{}", null },
        { """{"exp":1700000001}""", null },
        { """{"exp":1699999941}""", null },
        { """{"exp":1699999940}""", JwtErrorCodes.Expired },
        { """{"exp":1699999940.5}""", null },
        { """{"nbf":1700000060}""", null },
        { """{"nbf":1700000061}""", JwtErrorCodes.NotYetValid },
        { """{"iat":1700000060}""", null },
        { """{"iat":1700000061}""", JwtErrorCodes.IssuedInFuture },
        { """{"exp":"1700000001"}""", JwtErrorCodes.ClaimType },
        { """{"exp":null}""", JwtErrorCodes.ClaimType },
        { """{"exp":1e300}""", JwtErrorCodes.ClaimType },
        { """{"nbf":true}""", JwtErrorCodes.ClaimType },
        { """{"iss":1}""", JwtErrorCodes.ClaimType },
        { """{"sub":{}}""", JwtErrorCodes.ClaimType },
        { """{"aud":1}""", JwtErrorCodes.ClaimType },
        { """{"aud":["a",1]}""", JwtErrorCodes.ClaimType },
        { """{"aud":"us"}""", JwtErrorCodes.Audience },
        { """{"iss":"a","iss":"b"}""", JoseErrorCodes.DuplicateMember },
        { "[]", JwtErrorCodes.ClaimsNotObject },
        { "null", JwtErrorCodes.ClaimsNotObject },
        { "{", JoseErrorCodes.NotJson },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void Verify_Claims_EndAsExpected(string claims, string? code)
    {
        var verified = Jwt.TryParse(HandMade("""{"alg":"HS256"}""", claims), out var jwt, out var error) && jwt.Verify(Secret, Policy, out error);
        Assert.Equal(code is null, verified);
        Assert.Equal(code, error?.Code);
    }

    public static TheoryData<string, string, JwtPolicy, string?> Expectations => new()
    {
        { """{"alg":"HS256"}""", """{"aud":"us"}""", Policy with { Audience = ["us"] }, null },
        { """{"alg":"HS256"}""", """{"aud":["them","us"]}""", Policy with { Audience = ["us", "we"] }, null },
        { """{"alg":"HS256"}""", """{"aud":"them"}""", Policy with { Audience = ["us"] }, JwtErrorCodes.Audience },
        { """{"alg":"HS256"}""", "{}", Policy with { Audience = ["us"] }, JwtErrorCodes.Audience },
        { """{"alg":"HS256"}""", """{"aud":"them"}""", Policy with { AnyAudience = true }, null },
        { """{"alg":"HS256"}""", """{"iss":"joe"}""", Policy with { Issuer = "joe" }, null },
        { """{"alg":"HS256"}""", """{"iss":"jim"}""", Policy with { Issuer = "joe" }, JwtErrorCodes.Issuer },
        { """{"alg":"HS256"}""", "{}", Policy with { Issuer = "joe" }, JwtErrorCodes.Issuer },
        { """{"alg":"HS256","typ":"at+jwt"}""", "{}", Policy with { Type = "at+jwt" }, null },
        { """{"alg":"HS256","typ":"application/AT+jwt"}""", "{}", Policy with { Type = "at+jwt" }, null },
        { """{"alg":"HS256","typ":"JWT"}""", "{}", Policy with { Type = "at+jwt" }, JwtErrorCodes.Type },
        { """{"alg":"HS256"}""", "{}", Policy with { Type = "at+jwt" }, JwtErrorCodes.Type },
        { """{"alg":"HS256"}""", """{"nonce":"n"}""", Policy with { Nonce = "n" }, null },
        { """{"alg":"HS256"}""", """{"nonce":"m"}""", Policy with { Nonce = "n" }, JwtErrorCodes.Nonce },
        { """{"alg":"HS256"}""", """{"nonce":5}""", Policy with { Nonce = "5" }, JwtErrorCodes.Nonce },
        { """{"alg":"HS256"}""", "{}", Policy with { RequiredClaims = ["exp"] }, JwtErrorCodes.ClaimMissing },
        { """{"alg":"HS256"}""", """{"iat":1699999000}""", Policy with { MaxAge = TimeSpan.FromMinutes(20) }, null },
        { """{"alg":"HS256"}""", """{"iat":1699990000}""", Policy with { MaxAge = TimeSpan.FromMinutes(20) }, JwtErrorCodes.TooOld },
        { """{"alg":"HS256"}""", "{}", Policy with { MaxAge = TimeSpan.FromMinutes(20) }, JwtErrorCodes.ClaimMissing },
        { """{"alg":"HS256"}""", "{}", Policy with { Algorithms = [JwsAlgorithm.EdDsa] }, JoseErrorCodes.AlgorithmNotAllowed },
    };

    [Theory]
    [MemberData(nameof(Expectations))]
    public void Verify_AgainstAPolicy_EndsAsExpected(string header, string claims, JwtPolicy policy, string? code)
    {
        Assert.True(Jwt.TryParse(HandMade(header, claims), out var jwt, out var error));
        Assert.Equal(code is null, jwt.Verify(Secret, policy, out error));
        Assert.Equal(code, error?.Code);
    }

    [Fact]
    public async Task Sign_TypedClaims_ReadBackTheSame()
    {
        using var key = Key(KeyType.Secp256k1);
        var content = new JwtContent
        {
            Issuer = "did:example:1",
            Subject = "did:example:2",
            Audience = ["a", "b"],
            IssuedAt = Now,
            NotBefore = Now,
            ExpiresAt = Now.AddHours(1),
            Id = "id-1",
            Additional = new JsonObject { ["vc"] = new JsonObject { ["type"] = new JsonArray("A") }, ["ümlaut"] = "ü" },
        };
        var token = await Jwt.SignAsync(content, key, header: new JoseHeaderParameters { KeyId = "did:example:1#k" });
        Assert.Equal(Jwt.Sign(content, key, header: new JoseHeaderParameters { KeyId = "did:example:1#k" }), token);
        Assert.True(Jwt.TryParse(token, out var jwt, out _));
        Assert.True(jwt.Verify(key.PublicKey, Policy with { Algorithms = [JwsAlgorithm.Es256K], Audience = ["b"], Type = "JWT" }, out var error), error?.ToString());
        Assert.Equal("did:example:1", jwt.Claims.Issuer);
        Assert.Equal("did:example:2", jwt.Claims.Subject);
        Assert.Equal(["a", "b"], jwt.Claims.Audience);
        Assert.Equal(Now.AddHours(1), jwt.Claims.ExpiresAt);
        Assert.Equal("id-1", jwt.Claims.Id);
        Assert.Equal("did:example:1#k", jwt.Header.KeyId);
        Assert.True(jwt.Claims.TryGetString("ümlaut", out var text) && text == "ü");
        Assert.True(jwt.Claims.TryGet("vc", out var vc) && vc.GetProperty("type")[0].GetString() == "A");
        Assert.False(jwt.Claims.TryGet("type", out _));
    }

    [Fact]
    public void Content_RepeatingARegisteredClaim_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new JwtContent { Issuer = "a", Additional = new JsonObject { ["iss"] = "b" } }.ToJson());

    [Fact]
    public void TryParse_UnencodedPayload_IsNoJwt()
    {
        Assert.False(Jwt.TryParse("eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.{}.AAAA", out _, out var error));
        Assert.Equal(JoseErrorCodes.CritUnknown, error.Code);
    }

    [Fact]
    public void Verify_OfASixHundredByteToken_AllocatesAtMostOneKilobyte()
    {
        using var key = Key(KeyType.Ed25519);
        var token = Jwt.Sign(new JwtContent { Issuer = "did:example:1", Additional = new JsonObject { ["pad"] = new string('x', 568) } }, key);
        var policy = new JwtPolicy { Algorithms = [JwsAlgorithm.EdDsa], Issuer = "did:example:1" };
        Assert.True(Jws.TryParse(token, out var jws, out _));
        Assert.Equal(600, jws.Payload.Length);
        Assert.True(Verify());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(Verify());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);

        bool Verify() => Jwt.TryParse(token, out var jwt, out _) && jwt.Verify(key.PublicKey, policy, out _);
    }
}
