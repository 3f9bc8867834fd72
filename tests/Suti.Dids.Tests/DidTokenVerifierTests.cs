// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Dids.Tests;

public sealed class DidTokenVerifierTests
{
    private static readonly PrivateKey Key = PrivateKey.Generate(KeyType.Ed25519, KeyExportPolicy.AllowExport);
    private static readonly PrivateKey Stranger = PrivateKey.Generate(KeyType.Ed25519, KeyExportPolicy.AllowExport);
    private static readonly string Issuer = KeyDidMethod.Create(Key.PublicKey).ToString();
    private static readonly JwtPolicy Policy = new() { Algorithms = JwsAlgorithms.Signatures };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("relative")]
    [InlineData("absolute")]
    [InlineData("a name without a fragment")]
    public async Task Verify_SignedByTheIssuer_IsVerified(string? naming)
    {
        var fragment = Issuer["did:key:".Length..];
        var keyId = naming switch { "relative" => "#" + fragment, "absolute" => $"{Issuer}#{fragment}", _ => naming };
        var result = await VerifyAsync(Sign(Key, Issuer, keyId));
        Assert.True(result.IsVerified, result.Error?.ToString());
        Assert.Equal((Issuer, $"{Issuer}#{fragment}"), (result.Issuer.ToString(), result.Method.Id.ToString()));
        Assert.Equal("here", result.Token.Claims.Subject);
    }

    [Fact]
    public async Task Verify_KeyOfSomebodyElse_IsRefused()
    {
        var other = KeyDidMethod.Create(Stranger.PublicKey).ToString();
        Assert.Equal(JoseErrorCodes.SignatureInvalid, (await VerifyAsync(Sign(Stranger, Issuer, null))).Error!.Code);

        // Named by its own document, it is a true signature, but not one of the issuer.
        Assert.Equal(JoseErrorCodes.SignatureInvalid, (await VerifyAsync(Sign(Stranger, Issuer, $"{other}#{other["did:key:".Length..]}"))).Error!.Code);
        Assert.Equal(JoseErrorCodes.SignatureInvalid, (await VerifyAsync(Sign(Key, Issuer, "#another"))).Error!.Code);
    }

    [Fact]
    public async Task Verify_KeyForAnotherPurpose_IsRefused()
    {
        var did = Did.Parse("did:test:1");
        var key = Multikey.Encode(Key.PublicKey);
        var document = DidDocument.Parse(Encoding.UTF8.GetBytes(
            $$"""{"id":"{{did}}","verificationMethod":[{"id":"#k","type":"Multikey","controller":"{{did}}","publicKeyMultibase":"{{key}}"}],"assertionMethod":["#k"]}"""));
        var resolver = new DidResolver([new ScriptedMethod((_, _) => Task.FromResult(DidResolutionResult.FromDocument(document)))]);
        var token = Sign(Key, did.ToString(), "#k");
        Assert.False((await new DidTokenVerifier(resolver).VerifyAsync(token, Policy, VerificationRelationship.Authentication, Token)).IsVerified);
        Assert.True((await new DidTokenVerifier(resolver).VerifyAsync(token, Policy, VerificationRelationship.AssertionMethod, Token)).IsVerified);
    }

    [Fact]
    public async Task Verify_ClaimsAgainstThePolicy_AreRefusedBeforeAnybodyIsAsked()
    {
        var asked = new ScriptedMethod((_, _) => throw new InvalidOperationException("must not be asked"));
        var verifier = new DidTokenVerifier(new DidResolver([asked]));
        var token = Jwt.Sign(new() { Issuer = "did:test:1", Audience = ["did:example:else"] }, Key);
        Assert.Equal(JwtErrorCodes.Audience, (await verifier.VerifyAsync(token, Policy, cancellationToken: Token)).Error!.Code);
        Assert.Equal(
            JoseErrorCodes.AlgorithmNotAllowed,
            (await verifier.VerifyAsync(Jwt.Sign(new() { Issuer = "did:test:1" }, Key), Policy with { Algorithms = [JwsAlgorithm.Es256] }, cancellationToken: Token)).Error!.Code);
        Assert.Equal(JwtErrorCodes.Issuer, (await verifier.VerifyAsync(Jwt.Sign(new() { Issuer = "https://example.com" }, Key), Policy, cancellationToken: Token)).Error!.Code);
        Assert.Equal(0, asked.Calls);
    }

    [Fact]
    public async Task Verify_IssuerWithoutDocument_IsRefusedWithItsCode()
    {
        var token = Sign(Key, "did:test:gone", null);
        var gone = new DidResolver([new ScriptedMethod((_, _) => Task.FromResult(DidResolutionResult.FromError(DidErrorCodes.NotFound, "gone")))]);
        Assert.Equal("did.not-found", (await new DidTokenVerifier(gone).VerifyAsync(token, Policy, cancellationToken: Token)).Error!.Code);
        Assert.Equal("did.method-not-supported", (await new DidTokenVerifier(new DidResolver([])).VerifyAsync(token, Policy, cancellationToken: Token)).Error!.Code);
    }

    private static ValueTask<DidTokenResult> VerifyAsync(string token) =>
        new DidTokenVerifier(new DidResolver([new KeyDidMethod()])).VerifyAsync(token, Policy, cancellationToken: Token);

    private static string Sign(PrivateKey key, string issuer, string? keyId) =>
        Jwt.Sign(new() { Issuer = issuer, Subject = "here" }, key, header: new() { KeyId = keyId });
}
