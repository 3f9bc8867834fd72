// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Agent;

namespace Suti.Server.Tests;

public sealed class ConfiguredAgentTests
{
    [Fact]
    public async Task ApplyTo_InitializedFolder_KeepsWhatTheAgentMade()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["suti.json", ".suti/.gitignore", ".suti/root.key"], SutiFolder.Initialize(folder.Path));
        string did;
        await using (var agent = await BuildAsync(folder))
        {
            var created = await agent.Dids.CreateAsync(new CreateDidRequest { Alias = "me" });
            Assert.Equal("did:key", created.Provider);
            did = created.Did;
        }

        await using var again = await BuildAsync(folder);
        var found = await again.Dids.GetByAliasAsync(new() { Alias = "me" });
        Assert.Equal(did, found.Did);
        await again.Keys.SignAsync(new() { KeyRef = found.Keys[0].Kid, Data = "hello" });
        Assert.Equal(["local"], await again.Keys.GetKeyManagementSystemsAsync());
    }

    [Fact]
    public void Initialize_Twice_LeavesWhatIsThere()
    {
        using var folder = new TemporaryFolder();
        SutiFolder.Initialize(folder.Path);
        var key = File.ReadAllText(folder[".suti/root.key"]);
        Assert.Matches("^[0-9a-f]{64}$", key);
        Assert.Empty(SutiFolder.Initialize(folder.Path));
        Assert.Equal(key, File.ReadAllText(folder[".suti/root.key"]));
        Assert.Equal("*\n", File.ReadAllText(folder[".suti/.gitignore"]));
    }

    [Fact]
    public void Initialize_OnUnix_IsForItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using var folder = new TemporaryFolder();
        SutiFolder.Initialize(folder.Path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[".suti/root.key"]));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder[".suti"]));
        }
    }

    [Fact]
    public void CreateRootKey_FileIsThere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        PrivateFiles.CreateRootKey(folder["key"]);
        var before = File.ReadAllText(folder["key"]);
        var refused = Assert.Throws<SutiException>(() => PrivateFiles.CreateRootKey(folder["key"]));
        Assert.Equal(ConfigurationErrorCodes.Exists, refused.Code);
        Assert.Equal(before, File.ReadAllText(folder["key"]));
        Assert.DoesNotContain(before, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyTo_Passphrase_ComesFromFileOrPrompt()
    {
        using var folder = new TemporaryFolder();
        SutiFolder.Initialize(folder.Path, withPassphrase: true);
        Assert.False(File.Exists(folder[".suti/root.key"]));
        var configuration = Configure(folder);
        Assert.Equal("passphrase", configuration.RootKey.Source);
        var missing = Assert.Throws<SutiException>(() => configuration.ApplyTo(AgentBuilder.Create()));
        Assert.Equal(ConfigurationErrorCodes.PassphraseMissing, missing.Code);

        await (await BuildAsync(folder, () => "correct horse")).DisposeAsync();
        var wrong = await Assert.ThrowsAsync<SutiException>(async () =>
        {
            await using var agent = await BuildAsync(folder, () => "correct horse");
            await agent.Keys.CreateAsync(new() { Type = "Ed25519" });
            await using var other = await BuildAsync(folder, () => "wrong horse");
        });
        Assert.Equal(RecordErrorCodes.WrongRootKey, wrong.Code);

        PrivateFiles.Create(folder["pass"], Encoding.UTF8.GetBytes("correct horse\n"));
        File.WriteAllText(folder["suti.json"], """{"rootKey":{"source":"passphrase","passphraseFile":"pass"}}""");
        await using var fromFile = await BuildAsync(folder);
        Assert.Single(await fromFile.Keys.ListAsync(new()));
    }

    [Fact]
    public void ReadText_FileOfOthers_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["pass"], "secret words");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["pass"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }

        var refused = Assert.Throws<SutiException>(() => PrivateFiles.ReadText(folder["pass"]));
        Assert.Equal(ConfigurationErrorCodes.Invalid, refused.Code);
        Assert.Equal(ConfigurationErrorCodes.NotFound, Assert.Throws<SutiException>(() => PrivateFiles.ReadText(folder["none"])).Code);
    }

    [Fact]
    public async Task ApplyTo_ManySettings_GivesTheAgentThem()
    {
        using var folder = new TemporaryFolder();
        SutiFolder.Initialize(folder.Path);
        File.WriteAllText(folder["suti.json"], """
            {
              "keys": { "systems": ["vault", "local"] },
              "dids": {
                "methods": ["key", "web"], "defaultProvider": "did:web", "resolver": "http://127.0.0.1:9",
                "networks": [{ "name": "sepolia", "rpc": ["http://127.0.0.1:9"] }]
              },
              "credentials": { "formats": ["jwt"], "statusLists": false }
            }
            """);
        await using var agent = await BuildAsync(folder);
        Assert.Equal(["vault", "local"], await agent.Keys.GetKeyManagementSystemsAsync());
        Assert.Equal(["did:ethr", "did:key", "did:web"], (await agent.Dids.GetProvidersAsync()).Order());
        var created = await agent.Dids.CreateAsync(new CreateDidRequest { Alias = "shop.example" });
        Assert.Equal(("did:web:shop.example", "vault"), (created.Did, created.Keys[0].Kms));
        Assert.Contains(agent.Operations, operation => operation.Name == "createVerifiableCredential");
        Assert.DoesNotContain(agent.Operations, operation => operation.Name.Contains("Status", StringComparison.Ordinal) && operation.Name.Contains("List", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ApplyTo_NoNetwork_SaysWhatBringsIdentitiesAndClaims()
    {
        using var folder = new TemporaryFolder();
        SutiFolder.Initialize(folder.Path);
        await using var agent = await BuildAsync(folder);
        foreach (var name in (string[])["identityCreate", "claimSet", "ethereumAccountGet"])
        {
            var refused = await Assert.ThrowsAsync<SutiException>(async () => await agent.ExecuteAsync(name));
            Assert.Equal(AgentErrorCodes.UnknownOperation, refused.Code);
            Assert.Equal($"This agent has no operation \"{name}\". It needs a network of Ethereum: name one under dids.networks in suti.json.", refused.Message);
        }

        Assert.Equal("This agent has no operation \"x\".", agent.Operations.NotFound("x").Message);
    }

    [Fact]
    public async Task ApplyTo_NoRootKey_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var refused = await Assert.ThrowsAsync<SutiException>(async () => await BuildAsync(folder));
        Assert.Equal(RecordErrorCodes.RootKeyMissing, refused.Code);
    }

    private static SutiConfiguration Configure(TemporaryFolder folder) => ConfigurationReader.Read(new ConfigurationSources { Folder = folder.Path });

    private static async ValueTask<IAgent> BuildAsync(TemporaryFolder folder, Func<string?>? askPassphrase = null)
    {
        var builder = AgentBuilder.Create();
        Configure(folder).ApplyTo(builder, askPassphrase);
        return await builder.BuildAsync();
    }
}
