// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

/// <summary>The way over WebSocket, with nodes that answer, break, flood and say nonsense.</summary>
public sealed class WebSocketTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ManyAtOnce_EachGetsItsOwnAnswer()
    {
        await using var node = new FakeSocketNode((_, parameters) => parameters[0].GetRawText());
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(index =>
            transport.SendAsync([new JsonRpcRequest("echo", $"[{index}]"), new JsonRpcRequest("echo", $"[{-index}]")], Cancellation).AsTask()));
        Assert.All(answers, (answer, index) => Assert.Equal((index, -index), (answer[0].Result.GetInt32(), answer[1].Result.GetInt32())));
        Assert.Equal(1, node.Connections);
    }

    [Fact]
    public async Task Send_ConnectionBreaks_FailsAndConnectsAnew()
    {
        FakeSocketNode? breaking = null;
        await using var node = new FakeSocketNode((method, _) =>
        {
            if (method == "break")
            {
                breaking!.Break();
                return null;
            }

            return "1";
        });
        breaking = node;
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint);
        await transport.SendAsync([new JsonRpcRequest("a")], Cancellation);
        await Fails(EthereumErrorCodes.RpcUnavailable, transport.SendAsync([new JsonRpcRequest("break")], Cancellation));
        Assert.Equal(1, (await transport.SendAsync([new JsonRpcRequest("a")], Cancellation))[0].Result.GetInt32());
        Assert.Equal(2, node.Connections);
    }

    [Fact]
    public async Task Send_NodeThatIsNotThereOrSilent_HasACode()
    {
        Uri gone;
        await using (var node = new FakeSocketNode((method, _) => method == "silent" ? null : "error no"))
        {
            gone = node.Endpoint;
            await using var transport = new WebSocketJsonRpcTransport(node.Endpoint);
            Assert.Equal("error no", (await transport.SendAsync([new JsonRpcRequest("refused")], Cancellation))[0].Error!.Message);
            await Fails(EthereumErrorCodes.RpcError, transport.SubscribeAsync(["[\"newHeads\"]"], Cancellation));
            await using var impatient = new WebSocketJsonRpcTransport(node.Endpoint, new WebSocketJsonRpcOptions { Timeout = TimeSpan.FromMilliseconds(300) });
            await Fails(EthereumErrorCodes.RpcUnavailable, impatient.SendAsync([new JsonRpcRequest("silent")], Cancellation));
        }

        await using var later = new WebSocketJsonRpcTransport(gone);
        await Fails(EthereumErrorCodes.RpcUnavailable, later.SendAsync([new JsonRpcRequest("a")], Cancellation));
        await later.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => later.SendAsync([new JsonRpcRequest("a")], Cancellation).AsTask());
        Assert.Throws<ArgumentException>(() => new WebSocketJsonRpcTransport(new Uri("http://127.0.0.1")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"jsonrpc":"2.0","method":"other","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":7,"result":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"a":1,"a":2}""")]
    public async Task Receive_Nonsense_EndsTheConnection(string message)
    {
        FakeSocketNode? saying = null;
        await using var node = new FakeSocketNode((_, _) =>
        {
            saying!.SayAsync(message).GetAwaiter().GetResult();
            return null;
        });
        saying = node;
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint);
        await Fails(EthereumErrorCodes.RpcResponseInvalid, transport.SendAsync([new JsonRpcRequest("a")], Cancellation));
    }

    [Fact]
    public async Task Receive_TooLarge_EndsTheConnection()
    {
        await using var node = new FakeSocketNode((_, _) => $"\"{new string('a', 40_000)}\"");
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint, new WebSocketJsonRpcOptions { MaxResponseSize = 20_000 });
        await Fails(EthereumErrorCodes.RpcResponseInvalid, transport.SendAsync([new JsonRpcRequest("a")], Cancellation));
    }

    [Fact]
    public void Messages_Damaged_NeverThrow() => new MutationFuzzer(5005).Run(
        [
            """{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"0x1","result":{"a":1}}}"""u8.ToArray(),
            """{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"no","data":"0x"}}"""u8.ToArray(),
        ],
        5000,
        input =>
        {
            if (JsonRpcMessages.ReadMessage(input) is { } message)
            {
                Assert.True(message.Subscription is not null ^ message.Response is not null);
            }
        });

    [Fact]
    public async Task Subscription_ReaderTooSlow_EndsWithACode()
    {
        await using var node = new FakeSocketNode((method, _) => method == "eth_subscribe" ? "\"0xa\"" : "true");
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint, new WebSocketJsonRpcOptions { MaxBuffered = 4 });
        await using var subscription = await transport.SubscribeAsync(["[\"newHeads\"]"], Cancellation);
        for (var index = 0; index < 6; index++)
        {
            await node.NotifyAsync("0xa", $"{index}");
        }

        // What came after the flood was handled by then.
        await transport.SendAsync([new JsonRpcRequest("a")], Cancellation);
        for (var index = 0; index < 4; index++)
        {
            Assert.Equal(index, (await subscription.ReadAsync(Cancellation)).Result.GetInt32());
        }

        var exception = await Assert.ThrowsAsync<SutiException>(() => subscription.ReadAsync(Cancellation).AsTask());
        Assert.Equal(EthereumErrorCodes.LimitExceeded, exception.Code);
    }

    /// <summary>A log comes, goes with its block, and another comes; the connection breaks, and what happened meanwhile is caught up once.</summary>
    [Fact]
    public async Task WatchLogs_RemovedAndMissed_AreToldOfOnce()
    {
        var chain = new Chain();
        await using var node = new FakeSocketNode(chain.Answer);
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint);
        var watcher = new EthereumWatcher(
            new EthereumClient(transport), transport, new EthereumWatcherOptions { Retry = new RetryOptions { MaxAttempts = 5, BaseDelay = TimeSpan.FromMilliseconds(1) } });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        chain.Logs.AddRange([Log(3, 3), Log(5, 5)]);
        await using var notices = watcher.WatchLogsAsync(Chain.Filter, patience.Token).GetAsyncEnumerator(patience.Token);
        await Told("+3 +5");
        await node.NotifyAsync("0x2", Log(5, 5));
        await node.NotifyAsync("0x2", Log(6, 6));
        await Told("+6");
        await node.NotifyAsync("0x2", Log(6, 6, removed: true));
        await node.NotifyAsync("0x2", Log(9, 9, removed: true));
        await node.NotifyAsync("0x2", Log(6, 60));
        await Told("-6 +60");

        // While nobody listens block 5 goes too, and two new ones come.
        chain.Logs.Clear();
        chain.Logs.AddRange([Log(3, 3), Log(6, 60), Log(7, 7)]);
        node.Break();
        await Told("-5 +7");
        await node.NotifyAsync("0x2", Log(7, 7));
        await node.NotifyAsync("0x2", Log(8, 8));
        await Told("+8");

        // The node is behind for a while: nothing is taken back before it is there again.
        chain.Newest = 6;
        chain.Logs.Clear();
        chain.Logs.AddRange([Log(3, 3), Log(6, 60)]);
        node.Break();
        var next = notices.MoveNextAsync().AsTask();
        await WaitForAsync(() => node.Connections == 3 && chain.Answered > 0, patience.Token);
        chain.Newest = 9;
        chain.Logs.Add(Log(7, 7));
        await node.NotifyAsync("0x1", "{}");
        Assert.True(await next);
        Assert.Equal((true, 8UL), (notices.Current.IsRemoved, notices.Current.Log.BlockNumber));

        async Task Told(string expected)
        {
            foreach (var one in expected.Split(' '))
            {
                Assert.True(await notices.MoveNextAsync());
                Assert.Equal(one, $"{(notices.Current.IsRemoved ? '-' : '+')}{notices.Current.Log.BlockHash}");
            }
        }
    }

    [Fact]
    public async Task WatchLogs_NodeThatTellsSomethingElseOrIsGone_SaysSo()
    {
        var chain = new Chain();
        await using var node = new FakeSocketNode(chain.Answer);
        await using var transport = new WebSocketJsonRpcTransport(node.Endpoint);
        var options = new EthereumWatcherOptions { Retry = new RetryOptions { MaxAttempts = 2, BaseDelay = TimeSpan.FromMilliseconds(1) } };
        var watcher = new EthereumWatcher(new EthereumClient(transport), transport, options);
        chain.Logs.Add(Log(3, 3));
        await using var notices = watcher.WatchLogsAsync(Chain.Filter, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await notices.MoveNextAsync());
        await node.NotifyAsync("0x2", Log(4, 4).Replace("00c0", "00c1", StringComparison.Ordinal));
        var exception = await Assert.ThrowsAsync<SutiException>(() => notices.MoveNextAsync().AsTask());
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, exception.Code);
        await node.DisposeAsync();
        await using var again = watcher.WatchLogsAsync(Chain.Filter, Cancellation).GetAsyncEnumerator(Cancellation);
        exception = await Assert.ThrowsAsync<SutiException>(() => again.MoveNextAsync().AsTask());
        Assert.Equal(EthereumErrorCodes.RpcUnavailable, exception.Code);
    }

    private static string Log(int block, int hash, bool removed = false) =>
        $$"""{"address":"0x00000000000000000000000000000000000000c0","topics":[],"data":"0x","blockNumber":"0x{{block:x}}","blockHash":"0x{{hash:x64}}","transactionHash":"0x{{hash:x64}}","logIndex":"0x0","removed":{{(removed ? "true" : "false")}}}""";

    private static async Task Fails<T>(string code, ValueTask<T> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SutiException>(() => call.AsTask())).Code);

    private static async Task WaitForAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    private sealed class Chain
    {
        public static readonly LogFilter Filter = new() { Address = Address.Parse("0x00000000000000000000000000000000000000c0"), ToBlock = ulong.MaxValue };

        private int _subscriptions;
        private int _answered;

        public List<string> Logs { get; } = [];

        public int Newest { get; set; } = 8;

        /// <summary>How often the logs were asked for since <see cref="Newest"/> was 6.</summary>
        public int Answered => _answered;

        public string? Answer(string method, System.Text.Json.JsonElement parameters)
        {
            switch (method)
            {
                case "eth_chainId":
                    return "\"0x1\"";
                case "eth_blockNumber":
                    return $"\"0x{Newest:x}\"";
                case "eth_subscribe":
                    _subscriptions = parameters[0].GetString() == "newHeads" ? 1 : 2;
                    return $"\"0x{_subscriptions}\"";
                case "eth_getLogs":
                    var to = Convert.ToInt32(parameters[0].GetProperty("toBlock").GetString(), 16);
                    _answered += Newest == 6 ? 1 : 0;
                    return $"[{string.Join(',', Logs.Where(log => Block(log) <= to))}]";
                default:
                    return "true";
            }
        }

        private static int Block(string log) =>
            Convert.ToInt32(System.Text.Json.JsonElement.Parse(Encoding.UTF8.GetBytes(log)).GetProperty("blockNumber").GetString(), 16);
    }
}
