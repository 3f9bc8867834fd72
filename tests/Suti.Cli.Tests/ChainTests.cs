// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;

namespace Suti.Cli.Tests;

/// <summary>Identities and claims from the shell, on a chain of its own.</summary>
public sealed class ChainTests : IDisposable
{
    private const string Nowhere = "0x0000000000000000000000000000000000000000";
    private const string Somebody = "0x00000000000000000000000000000000000000C3";

    private readonly AnvilChain _chain = new();

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Commands_WithoutANetwork_SayWhatToConfigure()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        foreach (var command in (string[])[$"identity create --recovery {Somebody} --payer payer", $"claim get {Somebody} {Somebody} name", "contracts show"])
        {
            var (exitCode, _, error) = await cli.TryAsync(command);
            Assert.Equal(ExitCodes.Usage, exitCode);
            Assert.Contains("name one under dids.networks in suti.json", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Session_FromDeploymentToMigration_DoesWhatItSays()
    {
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        Configure($$"""{ "name": "development", "chainId": 31337, "rpc": ["{{_chain.Endpoint}}"], "registry": "{{Nowhere}}" }""");
        await cli.RunAsync("key create Secp256k1 --kid payer");
        await cli.RunAsync("key create Secp256k1 --kid second");
        var (exitCode, _, error) = await cli.TryAsync("contracts deploy --key payer --yes");
        var account = (await cli.JsonAsync("contracts account payer")).GetProperty("account").GetString()!;
        Assert.NotEqual(0, exitCode);
        Assert.Contains("ethereum.insufficient-funds", error, StringComparison.Ordinal);
        Assert.Contains(account, error, StringComparison.Ordinal);
        await _chain.FundAsync(account);
        var made = await cli.JsonAsync("contracts deploy --key payer --yes");
        string At(string name) => made.GetProperty(name).GetString()!;
        Configure($$"""
            { "name": "development", "chainId": 31337, "rpc": ["{{_chain.Endpoint}}"], "registry": "{{At("registry")}}", "claimsRegistry": "{{At("claimsRegistry")}}",
              "publisher": "{{At("publisher")}}", "identityManager": "{{At("identityManager")}}" }
            """);
        Assert.False((await cli.JsonAsync("contracts show")).TryGetProperty("missing", out _));

        var identity = await cli.JsonAsync($"identity create --recovery {account} --payer payer");
        var (did, key) = (identity.GetProperty("did").GetString()!, identity.GetProperty("keyId").GetString()!);
        Assert.Equal("true\ttrue", string.Join('\t', (await cli.RunAsync($"identity owners {did}")).Split('\t')[1..]));
        var second = (await cli.JsonAsync("contracts account second")).GetProperty("account").GetString()!;
        await cli.RunAsync($"identity add-owner {did} {second} --key {key} --payer payer");
        Assert.Equal(2, (await cli.JsonAsync($"identity show {did}")).GetProperty("owners").GetArrayLength());
        await cli.RunAsync($"claim set {Somebody} name Alice --key {key} --identity {did} --payer payer");
        Assert.Equal("value\t0x416c696365000000000000000000000000000000000000000000000000000000\ntext\tAlice", await cli.RunAsync($"claim get {did} {Somebody} name"));
        Assert.StartsWith(identity.GetProperty("identity").GetString() + "\t" + Somebody + "\tname\tAlice\t", await cli.RunAsync($"claim list --issuer {did}"), StringComparison.Ordinal);
        await cli.RunAsync($"claim remove {Somebody} name --key {key} --identity {did} --payer payer");
        Assert.Equal("", await cli.RunAsync($"claim list --issuer {did}"));
        Assert.Equal(ExitCodes.NotFound, (await cli.TryAsync($"claim get {did} {Somebody} name")).ExitCode);
        await cli.RunAsync($"claim publish url one --key payer --hand-over {second}");
        Assert.Contains($"manager\t{second}", await cli.RunAsync($"claim lookup {account} url"), StringComparison.Ordinal);

        Assert.Contains("too_soon", (await cli.TryAsync($"identity migrate {did} --to {At("registry")} --key {key} --payer payer")).Error, StringComparison.Ordinal);
        await _chain.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await cli.RunAsync($"identity migrate {did} --to {At("registry")} --key {key} --payer payer");
        Assert.True((await cli.JsonAsync($"identity show {did}")).TryGetProperty("migration", out _));
        await cli.RunAsync($"identity migrate {did} --cancel --key {key} --payer payer");
        Assert.Equal(ExitCodes.Usage, (await cli.TryAsync($"identity migrate {did} --cancel --finalize --key {key}")).ExitCode);

        await _chain.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await cli.RunAsync($"identity remove-owner {did} {second} --key {key} --payer payer");
        Assert.DoesNotContain(second, await cli.RunAsync($"identity owners {did}"), StringComparison.Ordinal);
        await cli.RunAsync($"identity forward {did} {At("claimsRegistry")} --key {key} --payer payer --function setSelfClaim(bytes32,bytes32) --argument {Word("01")} --argument {Word("02")}");
        Assert.Contains(Word("02"), await cli.RunAsync($"claim get {did} {did} {Word("01")}"), StringComparison.Ordinal);

        cli.Write("calls.json", $$"""[{"to":"{{At("claimsRegistry")}}","function":"setSelfClaim(bytes32,bytes32)","arguments":["{{Word("01")}}","{{Word("03")}}"]}]""");
        await cli.RunAsync($"identity forward-batch {did} calls.json --key {key} --payer payer");
        Assert.Contains(Word("03"), await cli.RunAsync($"claim get {did} {did} {Word("01")}"), StringComparison.Ordinal);
        var salted = $"--salt alice --owner {second} --recovery {account} --payer payer";
        var foretold = (await cli.RunAsync($"identity predict {salted}")).Split('\n')[0];
        Assert.StartsWith(foretold, await cli.RunAsync($"identity create {salted}"), StringComparison.Ordinal);
        Assert.Contains("ethr.identity-exists", (await cli.TryAsync($"identity create {salted}")).Error, StringComparison.Ordinal);
        var caller = await cli.JsonAsync($"identity create --recovery {account} --payer payer --call {At("claimsRegistry")} --function setSelfClaim(bytes32,bytes32) --argument {Word("01")} --argument {Word("04")}");
        var called = caller.GetProperty("identity").GetString();
        Assert.Contains(Word("04"), await cli.RunAsync($"claim get {called} {called} {Word("01")}"), StringComparison.Ordinal);

        // The recovery key is the payer's: it adds an owner, who may act when the lock has passed.
        await cli.RunAsync($"identity recover {did} {second} --key payer");
        Assert.Contains($"{second}\tfalse\tfalse", await cli.RunAsync($"identity owners {did}"), StringComparison.Ordinal);
        await _chain.AdvanceAsync(TimeSpan.FromSeconds(3601));
        Assert.Contains($"{second}\ttrue\tfalse", await cli.RunAsync($"identity owners {did}"), StringComparison.Ordinal);
        await cli.RunAsync($"identity change-recovery {did} {second} --key {key} --payer payer");
        Assert.Contains("not_recovery", (await cli.TryAsync($"identity recover {did} {second} --key payer")).Error, StringComparison.Ordinal);

        static string Word(string end) => $"0x{end.PadLeft(64, '0')}";

        void Configure(string network)
        {
            File.Delete(cli["suti.json"]);
            cli.Write("suti.json", $$"""{ "dids": { "networks": [{{network}}] } }""");
        }
    }
}
