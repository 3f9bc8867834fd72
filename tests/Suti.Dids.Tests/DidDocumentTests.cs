// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Dids.Tests;

public sealed class DidDocumentTests
{
    private const string Ed25519Key = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    private const string Sample = $$"""
        {
          "@context": ["https://www.w3.org/ns/did/v1", {"x": "y"}],
          "id": "did:example:1",
          "controller": ["did:example:2"],
          "alsoKnownAs": ["https://example.com"],
          "verificationMethod": [
            {"id": "#a", "type": "Multikey", "controller": "did:example:1", "publicKeyMultibase": "{{Ed25519Key}}", "extra": [1]}
          ],
          "authentication": ["#a", "#gone", "did:example:2#b"],
          "assertionMethod": ["did:example:1#a", {"id": "#c", "type": "Multikey", "controller": "did:example:9", "publicKeyMultibase": "{{Ed25519Key}}"}],
          "service": [
            {"id": "#s1", "type": "A", "serviceEndpoint": "https://example.com/a"},
            {"id": "did:example:1#s2", "type": ["A", "B"], "serviceEndpoint": [{"uri": "https://example.com/b", "accept": []}, "https://example.com/c"]}
          ],
          "unknown": {"kept": true}
        }
        """;

    [Fact]
    public void Parse_Document_HasTypedViewAndKeepsAll()
    {
        var document = DidDocument.Parse(Encoding.UTF8.GetBytes(Sample));
        Assert.Equal("did:example:1", document.Id.ToString());
        Assert.Equal(["did:example:2"], document.Controllers.Select(did => did.ToString()));
        Assert.Equal(["https://www.w3.org/ns/did/v1"], document.Contexts);
        Assert.Equal("did:example:1#a", Assert.Single(document.VerificationMethods).ToString());
        Assert.Equal(KeyType.Ed25519, document.VerificationMethods[0].PublicKey?.Type);
        Assert.True(document.VerificationMethods[0].Json.TryGetProperty("extra", out _));
        Assert.True(document.Json.TryGetProperty("unknown", out _));
        Assert.Equal(["did:example:1#s1", "did:example:1#s2"], document.Services.Select(service => service.Id));
        Assert.Equal(["https://example.com/b", "https://example.com/c"], document.Services[1].Endpoints.Select(endpoint => endpoint.Uri));
    }

    [Fact]
    public void GetMethods_ReferencesAndEmbedded_AreFoundAndDanglingOnesNot()
    {
        var document = DidDocument.Parse(Encoding.UTF8.GetBytes(Sample));
        Assert.Equal(["did:example:1#a"], document.GetMethods(VerificationRelationship.Authentication).Select(method => method.ToString()));
        Assert.Equal(3, document.GetMethodIds(VerificationRelationship.Authentication).Count);
        Assert.Equal(
            ["did:example:1#a", "did:example:1#c"], document.GetMethods(VerificationRelationship.AssertionMethod).Select(method => method.ToString()));
        Assert.Empty(document.GetMethods(VerificationRelationship.KeyAgreement));
        Assert.False(document.TryGetMethod(DidUrl.Parse("did:example:1#c"), VerificationRelationship.Authentication, out _));
        Assert.True(document.TryGetMethod(DidUrl.Parse("did:example:1#c"), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => document.GetMethods(VerificationRelationship.Signing));
    }

    [Fact]
    public void ToJson_Representations_DifferInTheContextOnly()
    {
        var document = DidDocument.Parse(Encoding.UTF8.GetBytes(Sample));
        Assert.Equal(JsonCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(Sample)), JsonCanonicalizer.Canonicalize(document.ToUtf8()));
        Assert.DoesNotContain("@context", document.ToJson(DidRepresentation.Json), StringComparison.Ordinal);
        Assert.Contains("kept", document.ToJson(DidRepresentation.Json), StringComparison.Ordinal);
        var plain = DidDocument.Parse("""{"id":"did:example:1"}"""u8);
        Assert.Equal("""{"@context":"https://www.w3.org/ns/did/v1","id":"did:example:1"}""", plain.ToJson(DidRepresentation.JsonLd));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":"did:a:b#c"}""")]
    [InlineData("""{"id":"did:a:b","id":"did:a:c"}""")]
    [InlineData("""{"id":"did:a:b","verificationMethod":{}}""")]
    [InlineData("""{"id":"did:a:b","verificationMethod":["#a"]}""")]
    [InlineData("""{"id":"did:a:b","verificationMethod":[{"id":"#a"}]}""")]
    [InlineData("""{"id":"did:a:b","verificationMethod":[{"id":"a","type":"T","controller":"did:a:b"}]}""")]
    [InlineData("""{"id":"did:a:b","verificationMethod":[{"id":"#a","type":"T","controller":7}]}""")]
    [InlineData("""{"id":"did:a:b","verificationMethod":[{"id":"#a","type":"T"},{"id":"did:a:b#a","type":"U"}]}""")]
    [InlineData("""{"id":"did:a:b","authentication":[7]}""")]
    [InlineData("""{"id":"did:a:b","authentication":"#a"}""")]
    [InlineData("""{"id":"did:a:b","service":[{"id":"#s","type":"T"}]}""")]
    [InlineData("""{"id":"did:a:b","service":[{"id":"#s","type":[],"serviceEndpoint":"https://a"}]}""")]
    [InlineData("""{"id":"did:a:b","service":[{"id":"#s","type":"T","serviceEndpoint":"https://a b"}]}""")]
    [InlineData("""{"id":"did:a:b","service":[{"id":"#s","type":"T","serviceEndpoint":7}]}""")]
    [InlineData("""{"id":"did:a:b","controller":"x"}""")]
    [InlineData("""{"id":"did:a:b"} x""")]
    public void TryParse_BrokenDocument_IsRefusedWithItsCode(string json)
    {
        Assert.False(DidDocument.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error));
        Assert.Equal(DidErrorCodes.InvalidDidDocument, error.Code);
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void TryParse_TooLargeTooDeepTooMany_IsRefused()
    {
        Assert.False(DidDocument.TryParse(Encoding.UTF8.GetBytes("{\"id\":\"did:a:b\",\"x\":\"" + new string('a', 300_000) + "\"}"), out _, out _));
        Assert.False(DidDocument.TryParse(
            Encoding.UTF8.GetBytes("{\"id\":\"did:a:b\",\"x\":" + new string('[', 40) + new string(']', 40) + "}"), out _, out _));
        var references = string.Join(',', Enumerable.Range(0, 257).Select(index => $"\"#{index}\""));
        Assert.False(DidDocument.TryParse(Encoding.UTF8.GetBytes($"{{\"id\":\"did:a:b\",\"authentication\":[{references}]}}"), out _, out _));
    }

    [Fact]
    public void TryGetKey_EveryForm_GivesTheKey()
    {
        using var ed25519 = PrivateKey.Generate(KeyType.Ed25519);
        using var secp256k1 = PrivateKey.Generate(KeyType.Secp256k1);
        var edRaw = ed25519.PublicKey.Raw.ToArray();
        var koblitz = secp256k1.PublicKey;
        var account = BlockchainAccount.FromEthereumKey(koblitz);
        (string Type, string Member, PublicKey Key)[] forms =
        [
            ("Ed25519VerificationKey2018", $"\"publicKeyBase58\":\"{Base58.Encode(edRaw)}\"", ed25519.PublicKey),
            ("Ed25519VerificationKey2020", $"\"publicKeyMultibase\":\"{Multikey.Encode(ed25519.PublicKey)}\"", ed25519.PublicKey),
            ("Multikey", $"\"publicKeyMultibase\":\"{Multikey.Encode(koblitz)}\"", koblitz),
            ("JsonWebKey2020", $"\"publicKeyJwk\":{Jose.Jwk.FromPublicKey(koblitz).ToPublicJson()}", koblitz),
            ("JsonWebKey", $"\"publicKeyJwk\":{Jose.Jwk.FromPublicKey(ed25519.PublicKey).ToPublicJson()}", ed25519.PublicKey),
            ("EcdsaSecp256k1VerificationKey2019", $"\"publicKeyHex\":\"{Hex.Encode(koblitz.Raw)}\"", koblitz),
            ("EcdsaSecp256k1VerificationKey2019", $"\"publicKeyHex\":\"{Hex.Encode(koblitz.Export(PublicKeyFormat.Uncompressed))}\"", koblitz),
            ("EcdsaSecp256k1RecoveryMethod2020", $"\"publicKeyHex\":\"{Hex.Encode(koblitz.Raw)}\"", koblitz),
            ("Ed25519VerificationKey2018", $"\"publicKeyBase64\":\"{Convert.ToBase64String(edRaw)}\"", ed25519.PublicKey),
        ];
        foreach (var (type, member, key) in forms)
        {
            Assert.True(Method(type, member).TryGetKey(out var found, out var error), error?.ToString());
            Assert.Equal(key, found.PublicKey);
        }

        foreach (var member in new[] { $"\"blockchainAccountId\":\"{account}\"", $"\"ethereumAddress\":\"{account.Address}\"", $"\"blockchainAccountId\":\"{account.Address}@eip155:1\"" })
        {
            Assert.True(Method("EcdsaSecp256k1RecoveryMethod2020", member).TryGetKey(out var found, out _));
            Assert.Equal(account, found.Account);
        }
    }

    [Theory]
    [InlineData("Ed25519VerificationKey2018", "\"publicKeyBase58\":\"111\"", DidErrorCodes.InvalidPublicKey)]
    [InlineData("Ed25519VerificationKey2018", "\"publicKeyHex\":\"zz\"", DidErrorCodes.InvalidPublicKey)]
    [InlineData("X25519KeyAgreementKey2020", $"\"publicKeyMultibase\":\"{Ed25519Key}\"", DidErrorCodes.InvalidPublicKey)]
    [InlineData("Multikey", $"\"publicKeyMultibase\":\"{Ed25519Key}\",\"publicKeyHex\":\"00\"", DidErrorCodes.InvalidPublicKey)]
    [InlineData("Multikey", "\"publicKeyMultibase\":\"m7QEA\"", DidErrorCodes.InvalidPublicKey)]
    [InlineData("Unknown2030", "\"publicKeyHex\":\"00\"", DidErrorCodes.UnsupportedPublicKeyType)]
    [InlineData("Unknown2030", "\"other\":1", DidErrorCodes.UnsupportedPublicKeyType)]
    [InlineData("JsonWebKey2020", "\"publicKeyJwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}", DidErrorCodes.InvalidPublicKey)]
    [InlineData("JsonWebKey2020", "\"publicKeyJwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}", DidErrorCodes.InvalidPublicKey)]
    [InlineData("EcdsaSecp256k1RecoveryMethod2020", "\"blockchainAccountId\":\"eip155:1:0x12\"", DidErrorCodes.InvalidPublicKey)]
    public void TryGetKey_BrokenKey_IsRefusedWithItsCode(string type, string member, string code)
    {
        var method = Method(type, member);
        Assert.False(method.TryGetKey(out _, out var error));
        Assert.Equal(code, error.Code);
        Assert.Null(method.PublicKey);
    }

    [Fact]
    public void Verify_AccountOfAKey_RecoversWithEitherId()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        using var other = PrivateKey.Generate(KeyType.Secp256k1);
        var account = new VerificationKey(BlockchainAccount.FromEthereumKey(key.PublicKey, 5));
        for (byte message = 0; message < 8; message++)
        {
            var compact = SignatureAlgorithm.EcdsaSecp256k1.Sign(key, [message]);
            var recoverable = SignatureAlgorithm.EcdsaSecp256k1Recoverable.Sign(key, [message]);
            Assert.True(account.Verify(SignatureAlgorithm.EcdsaSecp256k1, [message], compact));
            Assert.True(account.Verify(SignatureAlgorithm.EcdsaSecp256k1Recoverable, [message], recoverable));
            Assert.False(account.Verify(SignatureAlgorithm.EcdsaSecp256k1, [99], compact));
            Assert.False(account.Verify(SignatureAlgorithm.EcdsaSecp256k1, [message], SignatureAlgorithm.EcdsaSecp256k1.Sign(other, [message])));
            Assert.False(account.Verify(SignatureAlgorithm.EcdsaP256, [message], compact));
        }
    }

    [Theory]
    [InlineData("eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8a")]
    [InlineData("bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6")]
    [InlineData("solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:CKg5d12Jhpej1JqtmxLJgaFqqeYjxgPqToJ4LBdvG9Ev")]
    public void BlockchainAccountParse_Caip10_RoundTrips(string text) => Assert.Equal(text, BlockchainAccount.Parse(text).ToString());

    [Theory]
    [InlineData("eip155:1")]
    [InlineData("eip155:x:0xb9c5714089478a327f09197987f16f9e5d936e8a")]
    [InlineData("eip155:1:b9c5714089478a327f09197987f16f9e5d936e8a")]
    [InlineData("eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8g")]
    [InlineData("a:1:b")]
    [InlineData("solana::b")]
    [InlineData("solana:a:b:c")]
    [InlineData(":::")]
    public void BlockchainAccountTryParse_NotOne_IsRefused(string text) => Assert.False(BlockchainAccount.TryParse(text, out _));

    [Fact]
    public void TryParse_Mutations_NeverThrow() => new MutationFuzzer(6).Run([Encoding.UTF8.GetBytes(Sample)], 20_000, bytes =>
    {
        if (DidDocument.TryParse(bytes, out var document, out _))
        {
            foreach (var method in document.GetMethods(VerificationRelationship.AssertionMethod))
            {
                method.TryGetKey(out _, out _);
            }

            Assert.True(DidDocument.TryParse(document.ToUtf8(), out _, out _));
        }
    });

    private static VerificationMethod Method(string type, string member) => DidDocument.Parse(Encoding.UTF8.GetBytes(
        $$"""{"id":"did:a:b","verificationMethod":[{"id":"#k","type":"{{type}}","controller":"did:a:b",{{member}}}]}""")).VerificationMethods[0];
}
