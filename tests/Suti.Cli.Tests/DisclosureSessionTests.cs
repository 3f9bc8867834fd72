// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Cli.Tests;

/// <summary>Requests for claims and for credentials, with the real program.</summary>
public sealed class DisclosureSessionTests
{
    [Fact]
    public async Task Sdr_CreatedAndResponded_IsAnAnswer()
    {
        using var cli = new CliFolder();
        var (shop, alice) = await PrepareAsync(cli);
        var request = await cli.RunAsync($"sdr create --from {shop} --to {alice} --tag t-1 --essential 'level=to give you the right price' --claim email --issuer {shop}");
        cli.Write("request.jwt", request);
        var answer = await cli.JsonAsync("sdr respond request.jwt --save");
        Assert.Equal(alice, answer.GetProperty("holder").GetString());
        Assert.Equal(shop, answer.GetProperty("verifier")[0].GetString());
        Assert.Equal(1, answer.GetProperty("verifiableCredential").GetArrayLength());
        Assert.NotEqual("", await cli.RunAsync($"presentation list --holder {alice}"));

        var sdr = $$"""{"issuer":"{{shop}}","claims":[{"claimType":"level","essential":true,"issuers":[{"did":"{{shop}}"}]}]}""";
        cli.Write("check.json", $$"""{"presentation":{{answer.GetRawText()}},"sdr":{{sdr}} }""");
        var validation = JsonElement.Parse(await cli.RunAsync("execute validatePresentationAgainstSdr -", await File.ReadAllTextAsync(cli["check.json"], TestContext.Current.CancellationToken)));
        Assert.True(validation.GetProperty("valid").GetBoolean());

        // The choice of a credential that does not have the claim, and a claim that nobody has.
        var (exitCode, _, error) = await cli.TryAsync("sdr respond request.jwt --credential QmNothing");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("\"level\"", error, StringComparison.Ordinal);
        cli.Write("other.jwt", await cli.RunAsync($"sdr create --from {shop} --essential iban"));
        Assert.Equal(ExitCodes.Refused, (await cli.TryAsync($"sdr respond other.jwt --holder {alice}")).ExitCode);
        (exitCode, _, error) = await cli.TryAsync("sdr respond other.jwt");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--holder", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_WithAWrongChoice_IsAnsweredReadably()
    {
        using var cli = new CliFolder();
        var (exitCode, _, error) = await cli.TryAsync("key create Foo");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("'Ed25519' 'X25519'", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', error);
    }

    [Fact]
    public async Task Sdr_RequestInAFile_IsTakenWhole()
    {
        using var cli = new CliFolder();
        var (shop, alice) = await PrepareAsync(cli);
        var file = $$"""{"issuer":"{{shop}}","subject":"{{alice}}","claims":[{"claimType":"level","claimValue":"gold","credentialType":"Membership"}]}""";
        cli.Write("request.jwt", await cli.RunAsync("sdr create --file -", file));
        Assert.Equal(1, (await cli.JsonAsync("sdr respond request.jwt")).GetProperty("verifiableCredential").GetArrayLength());

        // Nobody can be asked here: what is missing is named.
        var (exitCode, _, error) = await cli.TryAsync($"sdr create --from {shop}");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--claim", error, StringComparison.Ordinal);
        (exitCode, _, error) = await cli.TryAsync("sdr create --claim name");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--from", error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCodes.Success, (await cli.TryAsync("sdr create --claim name --from did:example:stranger")).ExitCode);
        Assert.NotEqual(ExitCodes.Success, (await cli.TryAsync("sdr respond -", "not a request")).ExitCode);
    }

    [Fact]
    public async Task Presentation_MatchedRespondedValidated_HoldsOrNot()
    {
        using var cli = new CliFolder();
        var (shop, alice) = await PrepareAsync(cli);
        cli.Write("definition.json", """
            {"id":"d","input_descriptors":[{"id":"m","constraints":{"fields":[
              {"path":["$.credentialSubject.level"],"filter":{"const":"gold"}}]}}]}
            """);
        var matches = await cli.JsonAsync($"presentation match definition.json --holder {alice}");
        Assert.Equal("m", matches.GetProperty("chosen")[0].GetString());
        cli.Write("answer.json", await cli.RunAsync($"presentation respond definition.json --holder {alice} --challenge n-1 --domain shop --json"));
        Assert.True((await cli.JsonAsync("presentation validate definition.json answer.json --challenge n-1 --domain shop")).GetProperty("valid").GetBoolean());
        Assert.Equal(ExitCodes.Refused, (await cli.TryAsync("presentation validate definition.json answer.json --challenge n-2 --domain shop")).ExitCode);

        Assert.True((await cli.JsonAsync("presentation match -", """{"credentials":[{"id":"m","format":"jwt_vc_json","meta":{"type_values":[["Membership"]]}}]}""")).GetProperty("satisfied").GetBoolean());
        Assert.Equal(ExitCodes.Refused, (await cli.TryAsync("presentation match -", """{"dcql_query":{"credentials":[{"id":"m","format":"mso_mdoc"}]}}""")).ExitCode);
        Assert.Equal(ExitCodes.Failed, (await cli.TryAsync("presentation match -", "{}")).ExitCode);
        cli.Write("broken.json", "{}");
        Assert.Equal(ExitCodes.Usage, (await cli.TryAsync("presentation validate definition.json broken.json")).ExitCode);
        Assert.Equal(shop, (await cli.JsonAsync("did show shop")).GetProperty("did").GetString());
    }

    private static async Task<(string Shop, string Alice)> PrepareAsync(CliFolder cli)
    {
        await cli.RunAsync("init");
        var shop = (await cli.JsonAsync("did create --alias shop")).GetProperty("did").GetString()!;
        var alice = (await cli.JsonAsync("did create --alias alice")).GetProperty("did").GetString()!;
        var credential = $$"""
            {"@context":["https://www.w3.org/2018/credentials/v1"],"issuer":"{{shop}}","type":["VerifiableCredential","Membership"],
             "credentialSubject":{"id":"{{alice}}","level":"gold"} }
            """;
        await cli.RunAsync("credential create - --save", credential);
        return (shop, alice);
    }
}
