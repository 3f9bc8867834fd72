// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>Names on a chain with npm's public resolver of ENS, looked up by us and by npm's ethers.</summary>
public sealed class EnsInterop : IAsyncLifetime
{
    private static readonly Address Alice = Address.Parse("0x00000000000000000000000000000000000a11ce");

    private readonly EnsChain _chain = new();
    private readonly InteropPeer _peer = new("ens.mjs");

    public async ValueTask InitializeAsync() => await _chain.DeployAsync();

    public ValueTask DisposeAsync()
    {
        _peer.Dispose();
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Names_OfThePublicResolver_AreThoseThatEthersFinds()
    {
        string[] names = ["alice.eth", "Caf\u00E9.eth", "\u2764\uFE0F.eth", "\u0441\u043B\u043E\u0432\u043E.eth"];
        foreach (var name in names)
        {
            await _chain.OwnAsync(name, _chain.Resolver);
            await _chain.SetAsync("setAddr(bytes32,address)", name, Alice);
            Assert.Equal(Alice, await _chain.Names.GetAddressAsync(name));
            Assert.Equal(Alice.ToString(), Theirs("address", name));
        }

        await _chain.SetAsync("setText(bytes32,string,string)", names[0], "url", "https://alice.example/");
        await _chain.SetAsync("setAddr(bytes32,uint256,bytes)", names[0], 0, new byte[] { 1, 2, 3 });
        Assert.Equal("https://alice.example/", await _chain.Names.GetTextAsync("alice.eth", "url"));
        Assert.Equal("https://alice.example/", Theirs("url", "alice.eth"));
        Assert.Null(await _chain.Names.GetTextAsync("alice.eth", "avatar"));
        Assert.Equal([1, 2, 3], await _chain.Names.GetAddressAsync("alice.eth", 0));
        Assert.Equal(Alice.ToBytes(), await _chain.Names.GetAddressAsync("alice.eth", EnsCoin.Ethereum));
        Assert.Null(await _chain.Names.GetAddressAsync("alice.eth", EnsCoin.OfChain(10)));
    }

    [Fact]
    public async Task Names_WithoutResolverOrRecord_AreNull()
    {
        await _chain.OwnAsync("alice.eth", _chain.Resolver);
        Assert.Null(await _chain.Names.GetAddressAsync("alice.eth"));
        Assert.Null(await _chain.Names.GetAddressAsync("bob.eth"));
        Assert.Null(await _chain.Names.GetAddressAsync(""));
        Assert.Null(await _chain.Names.GetNameAsync(Alice));

        // The resolver of a name knows nothing of the names below it.
        await _chain.SetAsync("setAddr(bytes32,address)", "alice.eth", Alice);
        Assert.Null(await _chain.Names.GetAddressAsync("phone.alice.eth"));
    }

    [Fact]
    public async Task Accounts_WithAName_AreKnownByItOnlyWhenItLeadsBack()
    {
        var reverse = $"{Hex.Encode(Alice.ToBytes())}.addr.reverse";
        await _chain.OwnAsync(reverse, _chain.Resolver);
        await _chain.SetAsync("setName(bytes32,string)", reverse, "alice.eth");

        // Anybody can say that they are Alice.
        Assert.Null(await _chain.Names.GetNameAsync(Alice));
        Assert.Null(Theirs("name", Alice.ToString()));
        await _chain.OwnAsync("alice.eth", _chain.Resolver);
        await _chain.SetAsync("setAddr(bytes32,address)", "alice.eth", _chain.Owner);
        Assert.Null(await _chain.Names.GetNameAsync(Alice));

        await _chain.SetAsync("setAddr(bytes32,address)", "alice.eth", Alice);
        Assert.Equal("alice.eth", await _chain.Names.GetNameAsync(Alice));
        Assert.Equal("alice.eth", Theirs("name", Alice.ToString()));

        // A name that is not written as it is normalized, or none at all, is not shown to anybody.
        foreach (var name in (string[])["Alice.eth", "\u202Ealice.eth", ""])
        {
            await _chain.SetAsync("setName(bytes32,string)", reverse, name);
            Assert.Null(await _chain.Names.GetNameAsync(Alice));
        }
    }

    [Fact]
    public async Task Accounts_OnOtherChains_HaveNamesOfTheirOwn()
    {
        var reverse = $"{Hex.Encode(Alice.ToBytes())}.8000000a.reverse";
        await _chain.OwnAsync(reverse, _chain.Resolver);
        await _chain.SetAsync("setName(bytes32,string)", reverse, "alice.eth");
        await _chain.OwnAsync("alice.eth", _chain.Resolver);
        await _chain.SetAsync("setAddr(bytes32,address)", "alice.eth", Alice);
        Assert.Null(await _chain.Names.GetNameAsync(Alice, EnsCoin.OfChain(10)));
        await _chain.SetAsync("setAddr(bytes32,uint256,bytes)", "alice.eth", (ulong)EnsCoin.OfChain(10), Alice.ToBytes());
        Assert.Equal("alice.eth", await _chain.Names.GetNameAsync(Alice, EnsCoin.OfChain(10)));
        Assert.Null(await _chain.Names.GetNameAsync(Alice));
    }

    [Fact]
    public async Task Names_BelowAWildcard_AreAnsweredByIt()
    {
        await _chain.OwnAsync("pub.eth", _chain.Wildcard);
        var address = Assert.NotNull(await _chain.Names.GetAddressAsync("phone.Alice.pub.eth"));
        Assert.Equal(address.ToString(), Theirs("address", "phone.alice.pub.eth"));
        Assert.NotEqual(address, await _chain.Names.GetAddressAsync("alice.pub.eth"));

        // An answer from elsewhere is not made up, and what a resolver does not do is told.
        var offchain = await Assert.ThrowsAsync<SutiException>(async () => await _chain.Names.GetTextAsync("alice.pub.eth", "url"));
        Assert.Equal(EthereumErrorCodes.NameOffchain, offchain.Code);
        var refused = await Assert.ThrowsAsync<SutiException>(async () => await _chain.Names.GetAddressAsync("alice.pub.eth", 0));
        Assert.Equal(EthereumErrorCodes.Reverted, refused.Code);
    }

    [Fact]
    public async Task Names_ThatCannotBeAskedFor_AreRefused()
    {
        await _chain.OwnAsync("pub.eth", _chain.Wildcard);
        await RefusedAsync(EthereumErrorCodes.NameInvalid, "a b.eth", _chain.Names);
        await RefusedAsync(EthereumErrorCodes.NameInvalid, new string('a', 256) + ".pub.eth", _chain.Names);
        await RefusedAsync(EthereumErrorCodes.LimitExceeded, string.Concat(Enumerable.Repeat("a.", 32)) + "eth", _chain.Names);
        await RefusedAsync(EthereumErrorCodes.NoContract, "alice.eth", new EnsClient(_chain.Client));
    }

    private static async Task RefusedAsync(string code, string name, EnsClient names) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(async () => await names.GetAddressAsync(name))).Code);

    private string? Theirs(string what, string of) => (string?)_peer.Call(
        what, new JsonObject { ["rpcUrl"] = _chain.Url, ["registry"] = _chain.Registry.ToString(), ["of"] = of });
}
