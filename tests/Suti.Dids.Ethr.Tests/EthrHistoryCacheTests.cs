// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Histories that are kept, on a chain that goes on, goes back, and lies.</summary>
public sealed partial class EthrHistoryCacheTests(EthrChain chain) : IClassFixture<EthrChain>, IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.Secp256k1);
    private readonly HttpClient _http = new();

    private Did Did => EthrIdentifier.Create(Address.FromPublicKey(_key.PublicKey), "development");

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Resolve_NothingNew_TakesOneExchangeAndGivesTheSame()
    {
        await ChangeAsync(3);
        await chain.Anvil.MineAsync(12);
        var node = Watch();
        var method = Method(node);
        var first = await ResolveAsync(method);
        node.Calls.Clear();
        node.Exchanges = 0;
        var second = await ResolveAsync(method);
        Assert.Equal(first, second);
        Assert.Equal(1, node.Exchanges);
        Assert.DoesNotContain(node.Calls, static call => call.Method == "eth_getLogs");
    }

    [Fact]
    public async Task Resolve_SomethingNew_ReadsOnlyWhatIsNew()
    {
        await ChangeAsync(2);
        await chain.Anvil.MineAsync(12);
        var node = Watch();
        var method = Method(node);
        await ResolveAsync(method);
        var before = await chain.Client.GetBlockNumberAsync();
        await ChangeAsync(2);
        node.Calls.Clear();
        var now = await ResolveAsync(method);
        Assert.Equal(await ResolveAsync(chain.Method()), now);
        var logs = Assert.Single(node.Calls, static call => call.Method == "eth_getLogs");
        Assert.True(From(logs) > before - 13);

        // Until they are deep enough, the young ones are read again each time.
        node.Calls.Clear();
        await ResolveAsync(method);
        Assert.Equal(From(logs), From(Assert.Single(node.Calls, static call => call.Method == "eth_getLogs")));
        await chain.Anvil.MineAsync(12);
        await ResolveAsync(method);
        node.Calls.Clear();
        Assert.Equal(now, await ResolveAsync(method));
        Assert.DoesNotContain(node.Calls, static call => call.Method == "eth_getLogs");
    }

    /// <summary>Young changes vanish with their blocks, and others come in their place.</summary>
    [Fact]
    public async Task Resolve_ReorganizedWithinTheConfirmations_FollowsTheChain()
    {
        await ChangeAsync(1);
        await chain.Anvil.MineAsync(12);
        var method = Method(Watch());
        var before = await ResolveAsync(method);
        var snapshot = await chain.Anvil.CallAsync("evm_snapshot");
        await ChangeAsync(2);
        Assert.NotEqual(before, await ResolveAsync(method));
        await chain.Anvil.CallAsync("evm_revert", snapshot!.DeepClone());
        Assert.Equal(before, await ResolveAsync(method));
        await ChangeAsync(3, start: 50);
        Assert.Equal(await ResolveAsync(chain.Method()), await ResolveAsync(method));
    }

    /// <summary>The chain goes back further than we waited for: the hash of the kept block tells.</summary>
    [Fact]
    public async Task Resolve_ReorganizedDeeper_ReadsAllAgain()
    {
        var snapshot = await chain.Anvil.CallAsync("evm_snapshot");
        await ChangeAsync(3);
        await chain.Anvil.MineAsync(12);
        var node = Watch();
        var method = Method(node);
        var before = await ResolveAsync(method);
        await chain.Anvil.CallAsync("evm_revert", snapshot!.DeepClone());

        // The same number of changes, in the same blocks by their numbers, but other ones.
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(7));
        await ChangeAsync(2, start: 70);
        await chain.Anvil.MineAsync(12);
        node.Calls.Clear();
        var now = await ResolveAsync(method);
        Assert.NotEqual(before, now);
        Assert.Equal(await ResolveAsync(chain.Method()), now);
        Assert.Contains(node.Calls, static call => call.Method == "eth_getLogs");
    }

    [Fact]
    public async Task Resolve_AnvilReorg_FollowsTheChain()
    {
        await ChangeAsync(1);
        await chain.Anvil.MineAsync(14);
        var method = Method(Watch(), confirmations: 0);
        var before = await ResolveAsync(method);
        await ChangeAsync(1, start: 30);
        Assert.NotEqual(before, await ResolveAsync(method));

        // The newest blocks are replaced by empty ones; with no confirmations they had been kept.
        await chain.Anvil.CallAsync("anvil_reorg", 1, new System.Text.Json.Nodes.JsonArray());
        Assert.Equal(before, await ResolveAsync(method));
    }

    [Fact]
    public async Task Resolve_NodeThatGoesBack_IsRefusedAndNotKept()
    {
        await ChangeAsync(2);
        await chain.Anvil.MineAsync(12);
        var node = Watch();
        var method = Method(node);
        var honest = await ResolveAsync(method);
        node.LastChange = 1;
        var exception = await Assert.ThrowsAsync<SutiException>(() => ResolveAsync(method));
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, exception.Code);
        node.LastChange = null;
        Assert.Equal(honest, await ResolveAsync(method));
    }

    [Fact]
    public async Task Resolve_NodeThatLeavesOutNewChanges_IsRefused()
    {
        await ChangeAsync(2);
        await chain.Anvil.MineAsync(12);
        var node = Watch();
        var method = Method(node);
        await ResolveAsync(method);
        await ChangeAsync(2);
        node.HidesLogs = true;
        var exception = await Assert.ThrowsAsync<SutiException>(() => ResolveAsync(method));
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, exception.Code);
        node.HidesLogs = false;
        Assert.Equal(await ResolveAsync(chain.Method()), await ResolveAsync(method));
    }

    [Fact]
    public async Task Resolve_MoreThanTheCacheHolds_StaysRight()
    {
        await ChangeAsync(3);
        await chain.Anvil.MineAsync(12);
        using var other = PrivateKey.Generate(KeyType.Secp256k1);
        var second = await chain.SenderAsync(other);
        await chain.Registry.ExecuteAsync(second.Account, EthrAction.AddDelegate("veriKey", second.Account, Day), second);
        await chain.Anvil.MineAsync(12);
        var node = Watch();
        var method = Method(node, cached: 3);
        var expected = await ResolveAsync(chain.Method());
        foreach (var did in (Did[])[Did, EthrIdentifier.Create(second.Account, "development"), Did])
        {
            await method.ResolveAsync(did, new(), TestContext.Current.CancellationToken);
        }

        // Each had to make room for the other.
        Assert.Equal(3, node.Calls.Count(static call => call.Method == "eth_getLogs"));
        Assert.Equal(expected, await ResolveAsync(method));
        Assert.Equal(3, node.Calls.Count(static call => call.Method == "eth_getLogs"));
        var never = Watch();
        var none = Method(never, cached: 0);
        await ResolveAsync(none);
        Assert.Equal(expected, await ResolveAsync(none));
        Assert.Equal(2, never.Calls.Count(static call => call.Method == "eth_getLogs"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Method(never, cached: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Method(never, confirmations: -1));
    }

    private static ulong From(JsonRpcRequest logs) => Convert.ToUInt64(FromBlock().Match(logs.Parameters).Groups[1].Value, 16);

    [GeneratedRegex("\"fromBlock\":\"(0x[0-9a-f]+)\"")]
    private static partial Regex FromBlock();

    private async Task<string> ResolveAsync(EthrDidMethod method)
    {
        var result = await method.ResolveAsync(Did, new(), TestContext.Current.CancellationToken);
        return $"{result.GetDocument().ToJson()} {result.DocumentMetadata.VersionId} {result.DocumentMetadata.Updated:O}";
    }

    private async Task ChangeAsync(int count, int start = 1)
    {
        var owner = await chain.SenderAsync(_key);
        for (var index = 0; index < count; index++)
        {
            await chain.Registry.ExecuteAsync(owner.Account, EthrAction.AddDelegate("veriKey", Address.Parse($"0x{start + index:x40}"), Day), owner);
        }
    }

    private EthrDidMethod Method(Node node, int confirmations = 12, int cached = 100)
    {
        var options = new EthrDidOptions { Confirmations = confirmations, MaxCachedChanges = cached };
        options.Networks.Add(chain.Network with { Client = new EthereumClient(node, new EthereumClientOptions { ChainId = 31337 }) });
        return new EthrDidMethod(options);
    }

    private Node Watch() => new(new HttpJsonRpcTransport(_http, chain.Anvil.Endpoint));

    /// <summary>Notes what anvil is asked, and lies about it.</summary>
    private sealed class Node(IJsonRpcTransport inner) : IJsonRpcTransport
    {
        public List<JsonRpcRequest> Calls { get; } = [];

        public int Exchanges { get; set; }

        public ulong? LastChange { get; set; }

        public bool HidesLogs { get; set; }

        public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
        {
            Calls.AddRange(requests);
            Exchanges++;
            var answers = await inner.SendAsync(requests, cancellationToken);
            return [.. answers.Select((answer, index) => requests[index].Method switch
            {
                "eth_call" when LastChange is { } block => Json($"\"0x{block:x64}\""),
                "eth_getLogs" when HidesLogs => Json("[]"),
                _ => answer,
            })];
        }

        private static JsonRpcResponse Json(string text) => new(StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
