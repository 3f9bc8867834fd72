// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Dids.Tests;

/// <summary>References that lead to nothing, to others, or in circles.</summary>
public sealed class ReferenceTests
{
    private const string A = "did:test:a";
    private const string B = "did:test:b";

    [Theory]
    [InlineData("did:test:a#absent", DidErrorCodes.NotFound)]
    [InlineData("did:test:a#", DidErrorCodes.NotFound)]
    [InlineData("did:test:a#dangling", DidErrorCodes.NotFound)]
    [InlineData("did:test:a?service=absent", DidErrorCodes.NotFound)]
    [InlineData("did:test:a/file", DidErrorCodes.NotFound)]
    [InlineData("did:test:a?service=loop&relativeRef=x", DidErrorCodes.InvalidDidUrl)]
    [InlineData("did:test:c#key", DidErrorCodes.NotFound)]
    public async Task DereferenceAsync_ReferenceToNothing_HasItsCode(string url, string code) =>
        Assert.Equal(code, (await Resolver().DereferenceAsync(url)).Error?.Code);

    [Fact]
    public async Task ResolveAsync_ControllersInACircle_AreNotFollowed()
    {
        var method = Method();
        var document = (await new DidResolver([method]).ResolveAsync(A)).GetDocument();
        Assert.Equal(B, Assert.Single(document.Controllers).ToString());
        Assert.Equal(1, method.Calls);
    }

    [Fact]
    public async Task GetMethods_DanglingForeignAndCircularReferences_AreNoKeys()
    {
        var document = (await Resolver().ResolveAsync(A)).GetDocument();
        Assert.Equal(["did:test:a#key"], document.GetMethods(VerificationRelationship.Authentication).Select(method => method.ToString()));
        Assert.Equal(4, document.GetMethodIds(VerificationRelationship.Authentication).Count);
        Assert.False(document.TryGetMethod(DidUrl.Parse(B + "#key"), VerificationRelationship.Authentication, out _));
        Assert.False(document.TryGetMethod(DidUrl.Parse(A + "#dangling"), out _));

        // Embedded in one relationship, referred to by another: a key of both.
        Assert.Equal(["did:test:a#inside"], document.GetMethods(VerificationRelationship.AssertionMethod).Select(method => method.ToString()));
        Assert.Equal(["did:test:a#inside"], document.GetMethods(VerificationRelationship.KeyAgreement).Select(method => method.ToString()));
    }

    [Fact]
    public async Task DereferenceAsync_ServiceThatNamesItself_IsAnsweredAndNotFollowed()
    {
        var method = Method();
        var result = await new DidResolver([method]).DereferenceAsync(A + "?service=loop");
        Assert.Equal(A + "?service=loop", Assert.Single(result.Urls).OriginalString);
        Assert.Equal(1, method.Calls);
    }

    [Theory]
    [InlineData("""{"id":"did:test:a","verificationMethod":[{"id":"#k","type":"T"},{"id":"did:test:a#k","type":"T"}]}""")]
    [InlineData("""{"id":"did:test:a","verificationMethod":[{"id":"#k","type":"T"}],"authentication":[{"id":"#k","type":"T"}]}""")]
    [InlineData("""{"id":"did:test:a","service":[{"id":"#s","type":"T","serviceEndpoint":"https://a"},{"id":"did:test:a#s","type":"T","serviceEndpoint":"https://b"}]}""")]
    public void TryParse_TwoThingsOfOneName_IsRefused(string json)
    {
        Assert.False(DidDocument.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error));
        Assert.Equal(DidErrorCodes.InvalidDidDocument, error.Code);
    }

    private static DidResolver Resolver() => new([Method()]);

    private static ScriptedMethod Method() => new((did, _) => Task.FromResult(did.ToString() switch
    {
        A => Found($$"""
            {"id":"{{A}}","controller":"{{B}}",
             "verificationMethod":[{"id":"#key","type":"T","controller":"{{B}}"}],
             "authentication":["#key","#dangling","{{B}}#key","{{A}}#authentication"],
             "assertionMethod":[{"id":"#inside","type":"T","controller":"{{A}}"}],
             "keyAgreement":["#inside"],
             "service":[{"id":"#loop","type":"T","serviceEndpoint":"{{A}}?service=loop"}]}
            """),
        B => Found($$"""{"id":"{{B}}","controller":"{{A}}","verificationMethod":[{"id":"{{B}}#key","type":"T","controller":"{{A}}"}]}"""),
        _ => DidResolutionResult.FromError(DidErrorCodes.NotFound, "none"),
    }));

    private static DidResolutionResult Found(string json) => DidResolutionResult.FromDocument(DidDocument.Parse(Encoding.UTF8.GetBytes(json)));
}
