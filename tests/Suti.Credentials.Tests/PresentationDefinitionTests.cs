// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>Presentation definitions: what is read, and what is refused.</summary>
public sealed class PresentationDefinitionTests
{
    private const string Whole = """
        {"id":"whole","name":"n","purpose":"p","format":{"jwt_vc":{"alg":["EdDSA"]},"ldp_vc":{"proof_type":["X"]}},
         "submission_requirements":[{"rule":"pick","min":1,"max":2,"from_nested":[{"rule":"all","from":"A"},{"rule":"pick","count":1,"from":"B"}]}],
         "input_descriptors":[
           {"id":"a","name":"n","purpose":"p","group":["A"],"constraints":{"limit_disclosure":"required","subject_is_issuer":"preferred",
             "statuses":{"active":{"directive":"required"},"revoked":{"directive":"disallowed"}},
             "is_holder":[{"field_id":["f"],"directive":"required"}],"same_subject":[{"field_id":["f","g"],"directive":"preferred"}],
             "fields":[{"id":"f","path":["$.credentialSubject.name","$..name[0:2]"],"filter":{"type":"string","pattern":"^A"},"optional":true,"predicate":"preferred"}]}},
           {"id":"b","group":["B"],"format":{"dc+sd-jwt":{"sd-jwt_alg_values":["ES256"],"kb-jwt_alg_values":["ES256"]}},
            "constraints":{"fields":[{"id":"g","path":["$.vct"],"filter":{"const":"x"}}]}}]}
        """;

    [Fact]
    public void Parse_EverythingThereIs_IsRead()
    {
        foreach (var json in new[] { Whole, $$"""{"presentation_definition":{{Whole}},"comment":"an envelope"}""" })
        {
            var definition = PresentationDefinition.Parse(json);
            Assert.Equal(("whole", "n", "p"), (definition.Id, definition.Name, definition.Purpose));
            Assert.Equal(["a", "b"], definition.InputDescriptors.Select(static descriptor => descriptor.Id));
            var first = definition.InputDescriptors[0];
            Assert.Equal(("n", "p", true), (first.Name, first.Purpose, first.LimitsDisclosure));
            Assert.Equal(["A"], first.Groups);
        }
    }

    /// <summary>Each line: a part of the definition, and what stands there instead.</summary>
    [Theory]
    [InlineData("\"id\":\"whole\"", "\"id\":7")]
    [InlineData("\"id\":\"whole\",", "")]
    [InlineData("\"id\":\"whole\"", "\"id\":\"whole\",\"frame\":{}")]
    [InlineData("\"id\":\"whole\"", "\"id\":\"whole\",\"id\":\"again\"")]
    [InlineData("\"name\":\"n\"", "\"name\":1")]
    [InlineData("\"purpose\":\"p\"", "\"purpose\":{}")]
    [InlineData("{\"alg\":[\"EdDSA\"]}", "{\"alg\":[]}")]
    [InlineData("{\"alg\":[\"EdDSA\"]}", "{\"alg\":[1]}")]
    [InlineData("{\"alg\":[\"EdDSA\"]}", "[]")]
    [InlineData("\"input_descriptors\":[", "\"input_descriptors\":[7,")]
    [InlineData("\"id\":\"b\"", "\"id\":\"a\"")]
    [InlineData("\"id\":\"b\"", "\"id\":\"\"")]
    [InlineData("\"group\":[\"B\"]", "\"group\":\"B\"")]
    [InlineData("\"group\":[\"B\"]", "\"group\":[]")]
    [InlineData("\"group\":[\"B\"]", "\"group\":[\"B\",\"C\"]")]
    [InlineData("\"group\":[\"B\"]", "\"group\":[\"A\"]")]
    [InlineData("\"constraints\":{\"fields\":[{\"id\":\"g\"", "\"schema\":{\"fields\":[{\"id\":\"g\"")]
    [InlineData("\"limit_disclosure\":\"required\"", "\"limit_disclosure\":\"always\"")]
    [InlineData("\"limit_disclosure\":\"required\"", "\"frame\":{}")]
    [InlineData("\"subject_is_issuer\":\"preferred\"", "\"subject_is_issuer\":true")]
    [InlineData("{\"directive\":\"disallowed\"}", "{\"directive\":\"forbidden\"}")]
    [InlineData("{\"directive\":\"disallowed\"}", "{}")]
    [InlineData("\"statuses\":{", "\"statuses\":[],\"s\":{")]
    [InlineData("\"field_id\":[\"f\"]", "\"field_id\":[\"x\"]")]
    [InlineData("\"field_id\":[\"f\"]", "\"field_id\":[]")]
    [InlineData("\"field_id\":[\"f\"]", "\"field_id\":\"f\"")]
    [InlineData("\"field_id\":[\"f\"],\"directive\":\"required\"", "\"field_id\":[\"f\"]")]
    [InlineData("\"field_id\":[\"f\",\"g\"],\"directive\":\"preferred\"", "\"field_id\":[\"f\",\"g\"],\"directive\":\"maybe\"")]
    [InlineData("\"is_holder\":[", "\"is_holder\":{},\"x\":[")]
    [InlineData("\"id\":\"g\"", "\"id\":\"f\"")]
    [InlineData("\"id\":\"g\"", "\"id\":3")]
    [InlineData("\"path\":[\"$.vct\"]", "\"path\":[]")]
    [InlineData("\"path\":[\"$.vct\"]", "\"path\":\"$.vct\"")]
    [InlineData("\"path\":[\"$.vct\"]", "\"path\":[\"vct\"]")]
    [InlineData("\"path\":[\"$.vct\"]", "\"path\":[\"$[?(@.a)]\"]")]
    [InlineData("\"path\":[\"$.vct\"]", "\"path\":[1]")]
    [InlineData("\"filter\":{\"const\":\"x\"}", "\"filter\":\"x\"")]
    [InlineData("\"filter\":{\"const\":\"x\"}", "\"filter\":{\"$ref\":\"https://example.com/schema\"}")]
    [InlineData("\"filter\":{\"const\":\"x\"}", "\"predicate\":\"required\"")]
    [InlineData("\"optional\":true", "\"optional\":\"yes\"")]
    [InlineData("\"predicate\":\"preferred\"", "\"predicate\":\"sometimes\"")]
    [InlineData("\"rule\":\"all\"", "\"rule\":\"any\"")]
    [InlineData("\"rule\":\"all\"", "\"rule\":\"all\",\"count\":1")]
    [InlineData("\"rule\":\"all\",\"from\":\"A\"", "\"rule\":\"all\"")]
    [InlineData("\"rule\":\"all\",\"from\":\"A\"", "\"rule\":\"all\",\"from\":\"A\",\"from_nested\":[{\"rule\":\"all\",\"from\":\"A\"}]")]
    [InlineData("\"rule\":\"all\",\"from\":\"A\"", "\"rule\":\"all\",\"from\":\"C\"")]
    [InlineData("\"rule\":\"all\",\"from\":\"A\"", "\"rule\":\"all\",\"from_nested\":[]")]
    [InlineData("\"count\":1", "\"count\":0")]
    [InlineData("\"min\":1", "\"min\":-1")]
    [InlineData("\"min\":1", "\"min\":3")]
    [InlineData("\"max\":2", "\"max\":\"2\"")]
    public void TryParse_RuleBroken_IsRefused(string part, string instead)
    {
        Assert.Contains(part, Whole, StringComparison.Ordinal);
        var at = Whole.IndexOf(part, StringComparison.Ordinal);
        var broken = Whole[..at] + instead + Whole[(at + part.Length)..];
        Assert.False(PresentationDefinition.TryParse(Encoding.UTF8.GetBytes(broken), out _, out var error));
        Assert.Equal(CredentialErrorCodes.RequestInvalid, error.Code);
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void TryParse_TooMuchOfAnything_IsRefused()
    {
        static string Descriptors(int count, string constraints) =>
            string.Join(',', Enumerable.Range(0, count).Select(index => $$"""{"id":"d{{index}}","group":["G"],"constraints":{{constraints}}}"""));
        static bool Reads(string json) => PresentationDefinition.TryParse(Encoding.UTF8.GetBytes(json), out _, out _);
        static string Nested(int depth) => depth == 0 ? """{"rule":"all","from":"G"}""" : $$"""{"rule":"all","from_nested":[{{Nested(depth - 1)}}]}""";

        Assert.True(Reads($$"""{"id":"x","input_descriptors":[{{Descriptors(100, "{}")}}]}"""));
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[{{Descriptors(101, "{}")}}]}"""));
        var six = $$"""{"fields":[{{string.Join(',', Enumerable.Repeat("""{"path":["$"]}""", 6))}}]}""";
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[{{Descriptors(100, six)}}]}"""));
        var paths = string.Join(',', Enumerable.Repeat("\"$\"", 21));
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[{"id":"a","constraints":{"fields":[{"path":[{{paths}}]}]} }]}"""));
        Assert.True(Reads($$"""{"id":"x","input_descriptors":[{{Descriptors(1, "{}")}}],"submission_requirements":[{{Nested(7)}}]}"""));
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[{{Descriptors(1, "{}")}}],"submission_requirements":[{{Nested(8)}}]}"""));
        var many = string.Join(',', Enumerable.Repeat(Nested(0), 101));
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[{{Descriptors(1, "{}")}}],"submission_requirements":[{{many}}]}"""));
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[],"name":"{{new string('a', 1 << 18)}}"}"""));
        Assert.False(Reads($$"""{"id":"x","input_descriptors":[],"a":{{new string('[', 60)}}{{new string(']', 60)}}}"""));
    }

    [Fact]
    public async Task TryParse_DamagedDefinitionsAndSubmissions_NeverThrow()
    {
        var issuer = TestParty.WithKeyDid(Crypto.KeyType.Ed25519);
        VerifiableCredential[] held = [await FormatKit.Of(CredentialFormatNames.VcJwt).IssueAsync(issuer), await FormatKit.Of(CredentialFormatNames.SdJwtVc).IssueAsync(issuer)];
        byte[][] samples =
        [
            Encoding.UTF8.GetBytes(Whole),
            Encoding.UTF8.GetBytes("""{"id":"s","definition_id":"d","descriptor_map":[{"id":"a","format":"jwt_vp","path":"$","path_nested":{"id":"a","format":"jwt_vc","path":"$.vp.verifiableCredential[0]"}}]}"""),
        ];
        new MutationFuzzer(20260902).Run(samples, 2000, input =>
        {
            if (PresentationDefinition.TryParse(input, out var definition, out var error))
            {
                try
                {
                    var answer = definition.EvaluateAsync(held).AsTask().GetAwaiter().GetResult();
                    Assert.Equal(definition.InputDescriptors.Count, answer.Matches.Count);
                }
                catch (SutiException exception)
                {
                    // A filter may ask for what no filter may do.
                    Assert.True(exception.Code is CredentialErrorCodes.SchemaInvalid or CredentialErrorCodes.RequestInvalid, exception.Code);
                }
            }
            else
            {
                Assert.Equal(CredentialErrorCodes.RequestInvalid, error.Code);
            }

            Assert.True(!PresentationSubmission.TryParse(input, out var submission, out _) || submission.DescriptorMap.Count <= 100);
        });
    }
}
