// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Credentials.Tests;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":["integer","null"]}""", "3.0", "3.5")]
    [InlineData("""{"enum":[1,"a",{"b":2}]}""", """{"b":2}""", "2")]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""", """{"a":[2]}""")]
    [InlineData("""{"minimum":2,"exclusiveMaximum":4,"multipleOf":0.5}""", "3.5", "4")]
    [InlineData("""{"multipleOf":0.01}""", "0.07", "0.071")]
    [InlineData("""{"minLength":2,"maxLength":3,"pattern":"^[a-z]+$"}""", "\"abc\"", "\"aB\"")]
    [InlineData("""{"required":["a"],"properties":{"a":{"type":"number"}},"additionalProperties":false}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"patternProperties":{"^x":{"type":"number"}},"propertyNames":{"maxLength":2}}""", """{"xa":1,"b":"c"}""", """{"xab":1}""")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1,"b":1}""", """{"a":1}""")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]}}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """["a",1,2]""", """["a",1,"b"]""")]
    [InlineData("""{"minItems":1,"maxItems":2,"uniqueItems":true}""", "[1,2]", "[1,1]")]
    [InlineData("""{"contains":{"const":1},"minContains":2,"maxContains":3}""", "[1,1,2]", "[1,2]")]
    [InlineData("""{"allOf":[{"type":"number"},{"minimum":3}]}""", "3", "2")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", "\"a\"", "2")]
    [InlineData("""{"oneOf":[{"minimum":3},{"maximum":5}]}""", "2", "4")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"a\"")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1,"b":1}""", """{"b":1}""")]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"number"}}}""", "1", "\"a\"")]
    [InlineData("""{"$ref":"#n","$defs":{"x":{"$anchor":"n","type":"number"}}}""", "1", "\"a\"")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"number"}}}""", """{"next":{"next":{"v":1} } }""", """{"next":{"next":{"v":"a"} } }""")]
    [InlineData("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"prefixItems":[true],"unevaluatedItems":false}""", "[1]", "[1,2]")]
    [InlineData("true", "1", null)]
    [InlineData("false", null, "1")]
    public void Accepts_Keyword_AnswersAsTheSpecificationSays(string schema, string? right, string? wrong)
    {
        var parsed = JsonSchema.Parse(schema);
        Assert.True(right is null || parsed.Accepts(JsonElement.Parse(right), out _));
        Assert.False(wrong is not null && parsed.Accepts(JsonElement.Parse(wrong), out _));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"$ref\":\"https://elsewhere.example/schema\"}")]
    [InlineData("{\"$ref\":\"#/$defs/nothing\"}")]
    [InlineData("{\"$schema\":\"https://elsewhere.example/dialect\"}")]
    [InlineData("{\"type\":\"string\",\"type\":\"number\"}")]
    public void Parse_SchemaThatLeadsElsewhereOrIsNone_IsRefused(string schema)
    {
        Assert.False(JsonSchema.TryParse(Encoding.UTF8.GetBytes(schema), out _, out var error));
        Assert.Equal(CredentialErrorCodes.SchemaInvalid, error.Code);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""", "1")]
    [InlineData("""{"anyOf":[{"$ref":"#"},{"$ref":"#"}],"type":"string"}""", "\"a\"")]
    [InlineData("""{"pattern":"^(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"")]
    [InlineData("""{"pattern":"(a)\\1"}""", "\"aa\"")]
    [InlineData("""{"not":{"$ref":"#"}}""", "1")]
    [InlineData("""{"not":{"pattern":"(a)\\1"}}""", "\"b\"")]
    [InlineData("""{"type":"string","allOf":[{"allOf":[{"$ref":"#"}]}]}""", "\"a\"")]
    public void Accepts_Bomb_EndsAndNeverAnswersYes(string schema, string value)
    {
        var parsed = JsonSchema.Parse(schema);
        try
        {
            Assert.False(parsed.Accepts(JsonElement.Parse(value), out _));
        }
        catch (SutiException exception)
        {
            Assert.Equal(CredentialErrorCodes.SchemaInvalid, exception.Code);
        }
    }

    [Fact]
    public async Task Verify_CredentialAgainstItsSchema_PassesOrFails()
    {
        const string Url = "https://issuer.example/schema";
        var issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
        var web = new TestFetcher();
        var verifier = new CredentialVerifier(new TestResolver(issuer), new CredentialVerifierOptions { Fetcher = web, Clock = new FixedClock(FormatKit.Now) });
        foreach (var (name, verified) in new[] { ("Alice", true), ("", false) })
        {
            var credential = new CredentialBuilder().WithIssuer(issuer.Did).AddSubject(new() { ["name"] = name }).AddSchema(Url).Build();
            var issued = await CredentialFormats.VcJwt.IssueAsync(credential, issuer.Signer, IssueOptions.Standard, default);
            Assert.Equal("no-fetcher", (await new CredentialVerifier(new TestResolver(issuer)).VerifyCredentialAsync(issued))[CheckCodes.Schema]!.Reason);
            web.Publish(Url, """{"properties":{"credentialSubject":{"properties":{"name":{"minLength":1}}}}}""");
            var result = await verifier.VerifyCredentialAsync(issued);
            Assert.Equal(verified, result.Verified);
            Assert.Equal(verified ? "ok" : "not-followed", result[CheckCodes.Schema]!.Reason);
        }
    }

    [Fact]
    public async Task Verify_JsonSchemaCredential_IsVerifiedItself()
    {
        const string Url = "https://issuer.example/schema";
        var issuer = TestParty.WithDocument("issuer", KeyType.Ed25519, VerificationRelationship.AssertionMethod);
        var web = new TestFetcher();
        var verifier = new CredentialVerifier(new TestResolver(issuer), new CredentialVerifierOptions { Fetcher = web, Clock = new FixedClock(FormatKit.Now) });
        var schema = new CredentialBuilder().WithId(Url).AddType("JsonSchemaCredential").WithIssuer(issuer.Did)
            .AddSubject(new() { ["id"] = "https://issuer.example/raw", ["type"] = "JsonSchema", ["jsonSchema"] = new System.Text.Json.Nodes.JsonObject { ["required"] = new System.Text.Json.Nodes.JsonArray("credentialSubject") } })
            .Build();
        var signed = await CredentialFormats.VcJwt.IssueAsync(schema, issuer.Signer, IssueOptions.Standard, default);
        var credential = new CredentialBuilder().WithIssuer(issuer.Did).AddSubject(new() { ["name"] = "Alice" }).AddSchema(Url, "JsonSchemaCredential").Build();
        var issued = await CredentialFormats.VcJwt.IssueAsync(credential, issuer.Signer, IssueOptions.Standard, default);
        web.Publish(Url, signed.ToString());
        Assert.True((await verifier.VerifyCredentialAsync(issued)).Verified);
        web.Publish(Url, FormatKit.Of(CredentialFormatNames.VcJwt).Replace(signed.ToString(), "credentialSubject\"]", "credentialSubjecX\"]"));
        Assert.Equal("not-verified", (await verifier.VerifyCredentialAsync(issued))[CheckCodes.Schema]!.Reason);
    }
}
