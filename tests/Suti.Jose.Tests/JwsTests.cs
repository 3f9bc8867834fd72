// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;
using static Suti.Jose.Tests.TestTokens;

namespace Suti.Jose.Tests;

public sealed class JwsTests
{
    private static readonly byte[] Payload = Utf8("""{"iss":"joe"}""");

    public static TheoryData<string, KeyType> SignatureAlgorithms => new()
    {
        { "EdDSA", KeyType.Ed25519 },
        { "Ed25519", KeyType.Ed25519 },
        { "ES256", KeyType.P256 },
        { "ES256K", KeyType.Secp256k1 },
        { "ES256K-R", KeyType.Secp256k1 },
        { "ES384", KeyType.P384 },
        { "ES512", KeyType.P521 },
        { "RS256", KeyType.Rsa },
        { "RS384", KeyType.Rsa },
        { "RS512", KeyType.Rsa },
        { "PS256", KeyType.Rsa },
        { "PS384", KeyType.Rsa },
        { "PS512", KeyType.Rsa },
    };

    [Theory]
    [MemberData(nameof(SignatureAlgorithms))]
    public async Task Sign_WithEveryAlgorithm_Verifies(string name, KeyType type)
    {
        Assert.True(JwsAlgorithm.TryGet(name, out var algorithm));
        using var key = Key(type);
        var token = Jws.Sign(Payload, key, algorithm);
        Assert.True(Jws.TryParse(token, out var jws, out _));
        Assert.True(jws.Verify(key.PublicKey, [algorithm], out _));
        Assert.Equal(Payload, jws.Payload.ToArray());

        // Through a key that lives elsewhere the same token comes out, where signing is deterministic.
        var elsewhere = await Jws.SignAsync(Payload, new JwsSigner(new DistantSigner(key), algorithm));
        Assert.True(name.StartsWith("PS", StringComparison.Ordinal) || token == elsewhere);
        Assert.True(Jws.TryParse(elsewhere, out jws, out _) && jws.Verify(key.PublicKey, [algorithm], out _));

        // Another key, and a changed payload.
        using var other = Key(type);
        Assert.False(jws.Verify(other.PublicKey, [algorithm], out var error));
        Assert.Equal(JoseErrorCodes.SignatureInvalid, error.Code);
        var parts = token.Split('.');
        Assert.True(Jws.TryParse($"{parts[0]}.{Encode("{}")}.{parts[2]}", out jws, out _));
        Assert.False(jws.Verify(key.PublicKey, [algorithm], out _));
    }

    [Theory]
    [InlineData("HS256", 32)]
    [InlineData("HS384", 48)]
    [InlineData("HS512", 64)]
    public async Task Mac_WithASecretOfTheSizeOfItsHash_VerifiesAndNotWithAShorterOne(string name, int size)
    {
        Assert.True(JwsAlgorithm.TryGet(name, out var algorithm));
        var token = await Jws.SignAsync(Payload, JwsSigner.FromSecret(Secret.AsSpan(0, size), algorithm));
        Assert.True(Jws.TryParse(token, out var jws, out _));
        Assert.True(jws.Verify(Secret.AsSpan(0, size), [algorithm], out _));
        Assert.False(jws.Verify(Secret.AsSpan(0, size - 1), [algorithm], out var error));
        Assert.Equal(JoseErrorCodes.KeyMismatch, error.Code);
        Assert.Throws<ArgumentException>(() => JwsSigner.FromSecret(Secret.AsSpan(0, size - 1), algorithm));
    }

    [Fact]
    public void Example_OfRfc7515A1_Verifies()
    {
        const string Token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        using var key = Jwk.Parse(Utf8("""{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"""));
        Assert.True(Jws.TryParse(Token, out var jws, out _));
        Assert.True(jws.Verify(key, [JwsAlgorithm.Hs256], out _));
    }

    [Fact]
    public void Example_OfRfc8037A4_IsReproduced()
    {
        using var key = Jwk.Parse(Utf8("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"""));
        Assert.Equal(
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
            Jws.Sign(Utf8("Example of Ed25519 signing"), key.PrivateKey!));
    }

    [Fact]
    public async Task Json_WithSeveralSigners_VerifiesEachOnItsOwn()
    {
        using var first = Key(KeyType.Ed25519);
        using var second = Key(KeyType.P256);
        var json = await Jws.SignJsonAsync(Payload, [new JwsSigner(first, unprotectedHeader: new JsonObject { ["kid"] = "1" }), new JwsSigner(second)]);
        Assert.True(Jws.TryParseJson(json, out var jws, out var error), error?.ToString());
        Assert.Equal("1", jws.Signatures[0].Header.KeyId);
        Assert.True(jws.Signatures[0].Verify(first.PublicKey, [JwsAlgorithm.EdDsa], out _));
        Assert.True(jws.Signatures[1].Verify(second.PublicKey, [JwsAlgorithm.Es256], out _));
        Assert.False(jws.Signatures[1].Verify(first.PublicKey, [JwsAlgorithm.EdDsa, JwsAlgorithm.Es256], out error));
        Assert.Equal(JoseErrorCodes.KeyMismatch, error.Code);
        Assert.Throws<InvalidOperationException>(() => jws.Header);
    }

    [Theory]
    [InlineData(JwsForm.Attached)]
    [InlineData(JwsForm.Detached)]
    [InlineData(JwsForm.Unencoded)]
    [InlineData(JwsForm.Detached | JwsForm.Unencoded)]
    public async Task Forms_OfThePayload_VerifyInBothSerializations(JwsForm form)
    {
        using var key = Key(KeyType.Ed25519);
        var payload = Utf8("$02 no period");
        var isDetached = form.HasFlag(JwsForm.Detached);
        var token = await Jws.SignAsync(payload, new JwsSigner(key), form);
        Jws? jws;
        Assert.True(!isDetached ? Jws.TryParse(token, out jws, out _) : Jws.TryParseDetached(token, payload, out jws, out _));
        Assert.True(jws!.Verify(key.PublicKey, [JwsAlgorithm.EdDsa], out _));
        Assert.Equal(payload, jws.Payload.ToArray());

        var json = await Jws.SignJsonAsync(payload, [new JwsSigner(key)], form);
        Assert.True(isDetached ? Jws.TryParseDetachedJson(json, payload, out jws, out _) : Jws.TryParseJson(json, out jws, out _));
        Assert.True(jws!.Verify(key.PublicKey, [JwsAlgorithm.EdDsa], out _));
        Assert.Equal(!form.HasFlag(JwsForm.Unencoded), jws.Header.IsPayloadEncoded);
    }

    [Fact]
    public async Task Unencoded_PayloadWithAPeriod_NeedsDetaching()
    {
        using var key = Key(KeyType.Ed25519);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Jws.SignAsync(Utf8("a.b"), new JwsSigner(key), JwsForm.Unencoded));
        var token = await Jws.SignAsync(Utf8("a.b"), new JwsSigner(key), JwsForm.Unencoded | JwsForm.Detached);
        Assert.True(Jws.TryParseDetached(token, Utf8("a.b"), out var jws, out _) && jws.Verify(key.PublicKey, [JwsAlgorithm.EdDsa], out _));
    }

    [Fact]
    public void Recoverable_GivesTheKeyBack()
    {
        using var key = Key(KeyType.Secp256k1);
        Assert.True(Jws.TryParse(Jws.Sign(Payload, key, JwsAlgorithm.Es256KR), out var jws, out _));
        Assert.True(jws.Signatures[0].TryRecover(out var recovered));
        Assert.Equal(key.PublicKey, recovered);
        Assert.True(Jws.TryParse(Jws.Sign(Payload, key), out jws, out _));
        Assert.False(jws.Signatures[0].TryRecover(out _));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    public void Verify_AlgorithmThatIsNotAccepted_IsRefused(string algorithm)
    {
        using var key = Key(KeyType.P256);
        Assert.True(Jws.TryParse(HandMade($$"""{"alg":"{{algorithm}}"}""", "{}"), out var jws, out _));
        Assert.False(jws.Verify(key.PublicKey, [JwsAlgorithm.Es256], out var error));
        Assert.Equal(JoseErrorCodes.AlgorithmNotAllowed, error.Code);
    }

    [Fact]
    public void Verify_MacKeyedWithAPublicKey_IsRefused()
    {
        using var key = Key(KeyType.P256);
        var input = $"{Encode("""{"alg":"HS256"}""")}.{Encode("{}")}";
        var token = $"{input}.{Base64Url.Encode(MacAlgorithm.HmacSha256.Compute(key.PublicKey.Raw, Utf8(input)))}";
        Assert.True(Jws.TryParse(token, out var jws, out _));
        Assert.False(jws.Verify(key.PublicKey, [.. JwsAlgorithms.Signatures, .. JwsAlgorithms.Macs], out var error));
        Assert.Equal(JoseErrorCodes.KeyMismatch, error.Code);
    }

    public static TheoryData<string, string> RefusedHeaders => new()
    {
        { "[]", JoseErrorCodes.HeaderNotObject },
        { "\"alg\"", JoseErrorCodes.HeaderNotObject },
        { "{", JoseErrorCodes.NotJson },
        { "", JoseErrorCodes.NotJson },
        { """{"alg":"HS256","alg":"HS256"}""", JoseErrorCodes.DuplicateMember },
        { """{"alg":"HS256","x":{"a":1,"\u0061":1}}""", JoseErrorCodes.DuplicateMember },
        { """{"alg":1}""", JoseErrorCodes.MemberType },
        { """{"alg":"HS256","kid":1}""", JoseErrorCodes.MemberType },
        { """{"alg":"HS256","typ":null}""", JoseErrorCodes.MemberType },
        { """{"alg":"HS256","crit":["exp"],"exp":1}""", JoseErrorCodes.CritUnknown },
        { """{"alg":"HS256","crit":[]}""", JoseErrorCodes.CritInvalid },
        { """{"alg":"HS256","crit":"b64"}""", JoseErrorCodes.CritInvalid },
        { """{"alg":"HS256","crit":["b64","b64"],"b64":true}""", JoseErrorCodes.CritInvalid },
        { """{"alg":"HS256","crit":["b64"]}""", JoseErrorCodes.CritInvalid },
        { """{"alg":"HS256","crit":["alg"]}""", JoseErrorCodes.CritInvalid },
        { """{"alg":"HS256","b64":false}""", JoseErrorCodes.B64WithoutCrit },
        { """{"alg":"HS256","b64":"false","crit":["b64"]}""", JoseErrorCodes.MemberType },
    };

    [Theory]
    [MemberData(nameof(RefusedHeaders))]
    public void TryParse_HeaderThatMustBeRefused_SaysWhy(string header, string code)
    {
        Assert.False(Jws.TryParse(HandMade(header, "{}"), out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData("", JoseErrorCodes.Malformed)]
    [InlineData("a", JoseErrorCodes.Malformed)]
    [InlineData("a.b", JoseErrorCodes.Malformed)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.AA.AA", JoseErrorCodes.Malformed)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9=.e30.AA", JoseErrorCodes.NotBase64Url)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30=.AA", JoseErrorCodes.NotBase64Url)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.AB", JoseErrorCodes.NotBase64Url)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e31.AA", JoseErrorCodes.NotBase64Url)]
    [InlineData(" eyJhbGciOiJIUzI1NiJ9.e30.AA", JoseErrorCodes.NotBase64Url)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.AA\n", JoseErrorCodes.NotBase64Url)]
    public void TryParse_TextThatIsNoCompactJws_SaysWhy(string text, string code)
    {
        Assert.False(Jws.TryParse(text, out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void TryParse_BeyondTheLimits_IsRefused()
    {
        var limits = new JoseLimits { MaxTokenSize = 200, MaxHeaderSize = 20, MaxSignatures = 1 };
        Assert.False(Jws.TryParse(new string('a', 201), out _, out var error, limits));
        Assert.Equal(JoseErrorCodes.TooLarge, error.Code);
        Assert.False(Jws.TryParse(HandMade("""{"alg":"HS256","kid":"a"}""", "{}"), out _, out error, limits));
        Assert.Equal(JoseErrorCodes.TooLarge, error.Code);
        Assert.False(Jws.TryParseJson(Utf8("""{"payload":"","signatures":[{},{}]}"""), out _, out error, limits: limits));
        Assert.Equal(JoseErrorCodes.TooManySignatures, error.Code);
    }

    [Theory]
    [InlineData("""{"payload":"e30","signatures":[]}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"payload":"e30","signatures":[1]}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"payload":"e30","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AA"}],"signature":"AA"}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AA"}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9"}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","header":{"alg":"HS256"},"signature":"AA"}""", JoseErrorCodes.DuplicateMember)]
    [InlineData("""{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","header":[],"signature":"AA"}""", JoseErrorCodes.HeaderNotObject)]
    [InlineData("""{"payload":"e30","header":{"alg":"HS256","crit":["b64"]},"signature":"AA"}""", JoseErrorCodes.CritInvalid)]
    [InlineData("""{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AB"}""", JoseErrorCodes.NotBase64Url)]
    [InlineData("""{"payload":"e30","payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AA"}""", JoseErrorCodes.DuplicateMember)]
    [InlineData("[]", JoseErrorCodes.HeaderNotObject)]
    public void TryParseJson_ObjectThatMustBeRefused_SaysWhy(string json, string code)
    {
        Assert.False(Jws.TryParseJson(Utf8(json), out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void Parsers_OfMutations_NeverThrow()
    {
        using var key = Key(KeyType.Ed25519);
        var compact = Utf8(Jws.Sign(Payload, key, header: new JoseHeaderParameters { Type = "JWT", KeyId = "did:example:1#k" }));
        new MutationFuzzer(402).Run([compact], 20_000, input =>
        {
            if (Jws.TryParse(System.Text.Encoding.Latin1.GetString(input), out var jws, out _))
            {
                // Whatever still verifies says what was signed.
                Assert.True(!jws.Verify(key.PublicKey, [JwsAlgorithm.EdDsa], out _) || jws.Payload.Span.SequenceEqual(Payload));
            }
        });
        var json = Utf8("""{"payload":"e30","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","header":{"kid":"a"},"signature":"AAAA"}]}""");
        new MutationFuzzer(403).Run([json], 20_000, input => Assert.True(Jws.TryParseJson(input, out _, out var error) || error is not null));
    }

    /// <summary>A signer that answers later, as a key management system does.</summary>
    private sealed class DistantSigner(PrivateKey key) : ISigner
    {
        public PublicKey PublicKey => key.PublicKey;

        public bool CanSign(SignatureAlgorithm algorithm) => ((ISigner)key).CanSign(algorithm);

        public async ValueTask<byte[]> SignAsync(SignatureAlgorithm algorithm, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return algorithm.Sign(key, data.Span);
        }

        public ValueTask<byte[]> SignDigestAsync(SignatureAlgorithm algorithm, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
