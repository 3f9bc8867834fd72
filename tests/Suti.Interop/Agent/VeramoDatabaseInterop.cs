// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Suti.Agent;
using Suti.Dids;
using Suti.Encodings;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>A database that the npm packages of Veramo wrote, taken over by our agent.</summary>
public sealed class VeramoDatabaseInterop : IDisposable
{
    private const string SecretKey = "29739248cad1bd1a0fc4d9b75cd4d2990de535baf5caadfdf8d8f86664aa830c";

    private readonly InteropPeer _peer = new("veramo-database.mjs");
    private readonly string _folder = Directory.CreateTempSubdirectory("suti-veramo-").FullName;

    public void Dispose()
    {
        _peer.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Import_OfAWholeDatabase_BringsEverythingOver()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder, "veramo.sqlite");
        var theirs = _peer.Call("create", new JsonObject { ["file"] = file, ["secretKey"] = SecretKey })!.AsObject();
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddDidJwk().AddDidWeb().BuildAsync(cancellation);
        await using var connection = await OpenAsync(file);

        var result = await VeramoImport.RunAsync(agent, connection, Hex.Decode(SecretKey), cancellation);
        Assert.Empty(result.Problems);
        Assert.Equal((3, 250, 1, 1), (result.Identifiers, result.Credentials, result.Presentations, result.Messages));
        await AssertIdentifiersAsync(agent, theirs["identifiers"]!.AsArray(), cancellation);
        Assert.Equal("loose", (await agent.Keys.GetAsync(new() { Kid = (string)theirs["loose"]! }, cancellation)).Meta!.Value.GetProperty("note").GetString());
        foreach (var hash in theirs["credentials"]!.AsArray())
        {
            await agent.Data.GetCredentialAsync(new() { Hash = (string)hash! }, cancellation);
        }

        await agent.Data.GetPresentationAsync(new() { Hash = (string)theirs["presentation"]! }, cancellation);
        var gold = await agent.Queries.GetCredentialsByClaimsAsync(
            new() { Where = [new() { Column = "type", Op = "Equal", Value = ["level"] }, new() { Column = "value", Op = "Equal", Value = ["gold"] }] }, cancellation);
        Assert.Equal(36, gold.Length);
        var message = await agent.Data.GetMessageAsync(new() { Id = "message-1" }, cancellation);
        Assert.Equal((string?)theirs["message"]!["createdAt"], message.CreatedAt);
        Assert.Equal("grüezi", message.Data!.Value.GetProperty("text").GetString());
        Assert.Single(message.Credentials!);

        // The keys work: a signature of Ed25519 is the same wherever it is made.
        var alice = await agent.Dids.GetByAliasAsync(new() { Alias = "alice" }, cancellation);
        Assert.Equal(
            (string)theirs["signature"]!,
            await agent.Keys.SignAsync(new() { KeyRef = alice.Keys[0].Kid, Algorithm = "EdDSA", Data = "hello" }, cancellation));

        var again = await VeramoImport.RunAsync(agent, connection, Hex.Decode(SecretKey), cancellation);
        Assert.Empty(again.Problems);
        Assert.Equal(250, await agent.Queries.CountCredentialsAsync(new(), cancellation));
        Assert.Equal(3, await agent.Queries.CountIdentifiersAsync(new(), cancellation));
    }

    [Fact]
    public async Task ImportVeramo_OfTheTool_BringsEverythingOver()
    {
        var file = Path.Combine(_folder, "veramo.sqlite");
        _peer.Call("create", new JsonObject { ["file"] = file, ["secretKey"] = SecretKey });
        var (exitCode, output) = await RunToolAsync("init");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = await RunToolAsync("data", "import-veramo", file, "--json");
        Assert.True(exitCode == 0, output);
        var result = JsonNode.Parse(output)!;
        Assert.Equal((3, 250, 1, 1), ((int)result["identifiers"]!, (int)result["credentials"]!, (int)result["presentations"]!, (int)result["messages"]!));
        Assert.Empty(result["problems"]!.AsArray());
        (exitCode, output) = await RunToolAsync("did", "show", "alice", "--json");
        Assert.True(exitCode == 0, output);
        Assert.Equal("alice", (string?)JsonNode.Parse(output)!["alias"]);
        Assert.DoesNotContain(SecretKey, output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Import_WrongOrMissingSecretKey_WritesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder, "veramo.sqlite");
        _peer.Call("create", new JsonObject { ["file"] = file, ["secretKey"] = SecretKey });
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().BuildAsync(cancellation);
        await using var connection = await OpenAsync(file);
        foreach (var secretKey in new[] { new byte[32], [] })
        {
            var failure = await Assert.ThrowsAsync<SutiException>(() => VeramoImport.RunAsync(agent, connection, secretKey, cancellation));
            Assert.Equal(VeramoErrorCodes.WrongSecretKey, failure.Code);
        }

        Assert.Empty(await agent.Keys.ListAsync(new(), cancellation));
        Assert.Equal(0, await agent.Queries.CountCredentialsAsync(new(), cancellation));
    }

    [Fact]
    public async Task Import_MethodThatTheAgentLacks_IsNamed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder, "veramo.sqlite");
        _peer.Call("create", new JsonObject { ["file"] = file, ["secretKey"] = SecretKey });
        await using var agent = await AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidKey().AddDidJwk().BuildAsync(cancellation);
        await using var connection = await OpenAsync(file);
        var result = await VeramoImport.RunAsync(agent, connection, Hex.Decode(SecretKey), cancellation);
        Assert.Equal("identifier did:web:shop.example: Identifier provider does not exist: did:web", Assert.Single(result.Problems));
        Assert.Equal(2, result.Identifiers);
    }

    [Fact]
    public async Task Import_OtherDatabase_IsRefused()
    {
        await using var agent = await AgentBuilder.Create().UseMemory().BuildAsync(TestContext.Current.CancellationToken);
        await using var connection = await OpenAsync(Path.Combine(_folder, "empty.sqlite"));
        var failure = await Assert.ThrowsAsync<SutiException>(() =>
            VeramoImport.RunAsync(agent, connection, default, TestContext.Current.CancellationToken));
        Assert.Equal(VeramoErrorCodes.UnknownDatabase, failure.Code);
    }

    private static async Task AssertIdentifiersAsync(IAgent agent, JsonArray theirs, CancellationToken cancellation)
    {
        Assert.Equal(3, theirs.Count);
        foreach (var identifier in theirs)
        {
            var ours = await agent.Dids.GetAsync(new() { Did = (string)identifier!["did"]! }, cancellation);
            Assert.Equal((string?)identifier["alias"], ours.Alias);
            Assert.Equal((string?)identifier["provider"], ours.Provider);
            Assert.Equal((string?)identifier["controllerKeyId"], ours.ControllerKeyId);
            Assert.Equal(
                identifier["keys"]!.AsArray().Select(key => ((string)key!["kid"]!, (string)key["publicKeyHex"]!)).Order(),
                ours.Keys.Select(key => (key.Kid, key.PublicKeyHex)).Order());
            Assert.Equal(identifier["services"]!.AsArray().Count, ours.Services.Count);
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private async Task<(int ExitCode, string Output)> RunToolAsync(params string[] arguments)
    {
        var build = Path.GetRelativePath(Path.Combine(RepositoryPaths.Root, "tests", "Suti.Interop"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RepositoryPaths.Root, "src", "Suti.Cli", build, "Suti.Cli.dll"), .. arguments])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SUTI_VERAMO_SECRET_KEY"] = SecretKey;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
