// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Claims that are watched over WebSocket on anvil, by a connection that breaks and a chain that goes back.</summary>
public sealed class WatcherTests(ChainAgent house) : IClassFixture<ChainAgent>
{
    private static readonly string Subject = Address.Parse("0x00000000000000000000000000000000000000c3").ToString();

    [Fact]
    public async Task WatchLogs_ConnectionCutManyTimes_NoneIsLostOrToldTwice()
    {
        await house.CreateKeyAsync(house.Agent, "w1");
        using var proxy = new CuttingProxy(house.Chain.Anvil.Endpoint);
        await using var transport = new WebSocketJsonRpcTransport(proxy.Endpoint);
        await using var news = Watch(transport, await house.Chain.Client.GetBlockNumberAsync() + 1);
        var told = new List<ulong>();
        for (var round = 0; round < 4; round++)
        {
            await ClaimAsync("w1", $"{round}a");
            await ReadAsync(1);
            proxy.Cut();
            await ClaimAsync("w1", $"{round}b");
            await ClaimAsync("w1", $"{round}c");
            proxy.Mend();
            await ClaimAsync("w1", $"{round}d");
            await ReadAsync(3);
        }

        Assert.Equal(16, told.Count);
        Assert.Equal(told.Distinct().Order(), told);

        async Task ReadAsync(int count)
        {
            for (var index = 0; index < count; index++)
            {
                Assert.True(await news.MoveNextAsync());
                Assert.False(news.Current.IsRemoved);
                told.Add(news.Current.Log.BlockNumber);
            }
        }
    }

    [Fact]
    public async Task WatchLogs_ChainGoesBackWhileNobodyListens_TakesTheLogsBack()
    {
        await house.CreateKeyAsync(house.Agent, "w2");
        using var proxy = new CuttingProxy(house.Chain.Anvil.Endpoint);
        await using var transport = new WebSocketJsonRpcTransport(proxy.Endpoint);
        await using var news = Watch(transport, await house.Chain.Client.GetBlockNumberAsync() + 1);
        await ClaimAsync("w2", "stays");
        var snapshot = await house.Chain.Anvil.CallAsync("evm_snapshot");
        await ClaimAsync("w2", "goes");
        Assert.Equal([false, false], await ReadAsync(2));
        var gone = news.Current.Log;
        proxy.Cut();
        await house.Chain.Anvil.CallAsync("evm_revert", snapshot!.DeepClone());
        await house.Chain.Anvil.MineAsync(2);
        proxy.Mend();
        Assert.Equal([true], await ReadAsync(1));
        Assert.Equal(gone, news.Current.Log);

        async Task<List<bool>> ReadAsync(int count)
        {
            var removed = new List<bool>();
            while (removed.Count < count && await news.MoveNextAsync())
            {
                removed.Add(news.Current.IsRemoved);
            }

            return removed;
        }
    }

    [Fact]
    public async Task WatchHeads_BlocksComeAndTheConnectionBreaks_GoesOnWithTheNewest()
    {
        using var proxy = new CuttingProxy(house.Chain.Anvil.Endpoint);
        await using var transport = new WebSocketJsonRpcTransport(proxy.Endpoint);
        using var patience = Patience();
        await using var heads = Watcher(transport).WatchHeadsAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        Assert.True(await heads.MoveNextAsync());
        var first = heads.Current.Number;
        await house.Chain.Anvil.MineAsync();
        Assert.True(await heads.MoveNextAsync());
        Assert.Equal(first + 1, heads.Current.Number);
        proxy.Cut();
        await house.Chain.Anvil.MineAsync(3);
        proxy.Mend();
        Assert.True(await heads.MoveNextAsync());
        Assert.Equal(first + 4, heads.Current.Number);
    }

    private static CancellationTokenSource Patience()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(TimeSpan.FromMinutes(2));
        return source;
    }

    private static EthereumWatcher Watcher(WebSocketJsonRpcTransport transport) => new(
        new EthereumClient(transport, new EthereumClientOptions { ChainId = 31337 }),
        transport,
        new EthereumWatcherOptions { Retry = new RetryOptions { MaxAttempts = 1000, BaseDelay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(50) } });

    private IAsyncEnumerator<LogNotice> Watch(WebSocketJsonRpcTransport transport, ulong from)
    {
        var filter = new LogFilter { Address = house.Network.ClaimsRegistry!.Value, FromBlock = from, ToBlock = ulong.MaxValue };
        return Watcher(transport).WatchLogsAsync(filter, Patience().Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    private Task<EthrTransaction> ClaimAsync(string keyId, string value) =>
        house.Agent.ChainClaims.SetAsync(new() { Subject = Subject, Key = "k", Value = value, KeyId = keyId });
}
