// SPDX-License-Identifier: Apache-2.0

using Suti.Agent;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Server.Tests;

/// <summary>Wallets of the configuration; anvil keeps accounts unlocked, as a wallet does.</summary>
public sealed class ConfiguredWalletTests : IDisposable
{
    private readonly AnvilChain _chain = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _chain.Dispose();
    }

    [Fact]
    public async Task ApplyTo_AWallet_GivesTheAgentItsAccounts()
    {
        await using var agent = await BuildAsync($$"""{"name":"wallet","rpc":"{{_chain.Endpoint}}","chainId":31337}""");
        Assert.Equal(["local", "wallet"], await agent.Keys.GetKeyManagementSystemsAsync());
        var key = await agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kms = "wallet" });
        Assert.True(Address.TryParse(key.Kid, out var account));
        var signature = await agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "eth_signMessage", Data = "hello" });
        Assert.True(EthereumSignature.TryRead(Hex.DecodePrefixed(signature), out var read));
        Assert.True(read.IsOf(account, Eip191.HashMessage("hello")));
    }

    [Fact]
    public async Task ApplyTo_AWalletOfAnotherChain_IsRefusedWhenItIsUsed()
    {
        await using var agent = await BuildAsync($$"""{"name":"wallet","rpc":"{{_chain.Endpoint}}","chainId":1}""");
        var refused = await Assert.ThrowsAsync<SutiException>(() => agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kms = "wallet" }));
        Assert.Equal(EthereumErrorCodes.WrongChain, refused.Code);
    }

    [Fact]
    public async Task ApplyTo_AWalletThatIsNotThere_SaysSoWithoutItsAddress()
    {
        await using var agent = await BuildAsync("""{"name":"wallet","rpc":"http://127.0.0.1:9/SECRETTOKEN"}""");
        var refused = await Assert.ThrowsAsync<SutiException>(() => agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kms = "wallet" }));
        Assert.Equal(EthereumErrorCodes.RpcUnavailable, refused.Code);
        Assert.DoesNotContain("SECRETTOKEN", refused.Message, StringComparison.Ordinal);
    }

    private async ValueTask<IAgent> BuildAsync(string wallet)
    {
        SutiFolder.Initialize(_folder.Path);
        File.WriteAllText(_folder["suti.json"], "{\"keys\":{\"wallets\":[" + wallet + "]}}");
        var builder = AgentBuilder.Create();
        ConfigurationReader.Read(new ConfigurationSources { Folder = _folder.Path }).ApplyTo(builder);
        return await builder.BuildAsync();
    }
}
