// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Cli.Tests;

/// <summary>The same commands on an agent elsewhere: another process, over HTTP.</summary>
public sealed class RemoteTests
{
    [Fact]
    public async Task Commands_WithUrl_WorkOnTheAgentElsewhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The server is stopped by a signal.");
        using var there = new CliFolder();
        using var here = new CliFolder();
        await there.RunAsync("init");
        var before = (await there.JsonAsync("did create --alias before")).GetProperty("did").GetString();
        using (var server = await ServerProcess.StartAsync(there))
        {
            var url = $"--url {server.Url}";
            Assert.Equal(before, (await here.JsonAsync($"did show before {url}")).GetProperty("did").GetString());
            here.Variables["SUTI_URL"] = server.Url;
            var did = (await here.JsonAsync("did create --alias after")).GetProperty("did").GetString();
            Assert.Equal(2, (await here.JsonAsync("did list")).GetArrayLength());
            Assert.Equal(did, (await here.JsonAsync($"did resolve {did}")).GetProperty("didDocument").GetProperty("id").GetString());
            here.Write("vc.json", """{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"credentialSubject":{"id":"did:example:alice"}}""");
            here.Write("issued.json", await here.RunAsync($"credential create vc.json --issuer {did}"));
            Assert.True((await here.JsonAsync("credential verify issued.json")).GetProperty("verified").GetBoolean());
            Assert.Equal(ExitCodes.Refused, (await here.TryAsync("credential verify -", "nonsense")).ExitCode);
            Assert.Equal("""["local"]""", await here.RunAsync("execute keyManagerGetKeyManagementSystems"));
            Assert.Equal("ok", (await here.JsonAsync("doctor"))[0].GetProperty("outcome").GetString());
            Assert.Equal(ExitCodes.NotFound, (await here.TryAsync("did show nobody")).ExitCode);
            Assert.Equal(ExitCodes.Usage, (await here.TryAsync("did list --space other")).ExitCode);
            foreach (var local in new[] { "data export a", $"did export {did} a", "apikey list", "data import a", "server" })
            {
                Assert.NotEqual(0, (await here.TryAsync(local)).ExitCode);
            }

            Assert.Equal(0, await server.StopAsync());
            var (exitCode, _, error) = await here.TryAsync("did list");
            Assert.Equal(ExitCodes.Unavailable, exitCode);
            Assert.Contains("remote.unreachable", error, StringComparison.Ordinal);
        }

        // What was made over HTTP is in the store of the folder.
        Assert.Equal(2, (await there.JsonAsync("did list")).GetArrayLength());
    }

    [Fact]
    public async Task Token_OfAnApiKey_OpensWhatItsScopesName()
    {
        using var there = new CliFolder();
        using var here = new CliFolder();
        await there.RunAsync("init");
        here.Write("token", await there.RunAsync("apikey create reader --scope didManagerFind --scope availableMethods") + "\n");
        using var server = await ServerProcess.StartAsync(there, "--server-require-credentials", "true");
        here.Variables["SUTI_URL"] = server.Url;
        var (exitCode, _, error) = await here.TryAsync("did list");
        Assert.Equal(ExitCodes.Denied, exitCode);
        Assert.Contains("remote.unauthorized", error, StringComparison.Ordinal);
        Assert.Equal("", await here.RunAsync("did list --token-file token"));
        Assert.Equal(ExitCodes.Success, (await here.TryAsync("doctor --token-file token")).ExitCode);
        (exitCode, _, error) = await here.TryAsync("did create --token-file token --json");
        Assert.Equal(ExitCodes.Denied, exitCode);
        Assert.Equal("remote.forbidden", JsonElement.Parse(error).GetProperty("error").GetProperty("code").GetString());
        here.Variables["SUTI_TOKEN"] = "suti_wrong";
        Assert.Equal(ExitCodes.Denied, (await here.TryAsync("did list")).ExitCode);
        Assert.DoesNotContain((await File.ReadAllTextAsync(here["token"])).Trim(), here.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithoutRootKeyOrWithBadSettings_SaysWhy()
    {
        using var cli = new CliFolder();
        var (exitCode, _, error) = await cli.TryAsync("server --server-urls http://127.0.0.1:0");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("suti init", error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Configuration, (await cli.TryAsync("server --server-path agent")).ExitCode);
    }
}
