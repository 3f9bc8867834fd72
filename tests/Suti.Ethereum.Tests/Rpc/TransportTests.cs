// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Text;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

public sealed class TransportTests
{
    private static readonly JsonRpcRequest Number = new("eth_blockNumber");
    private static readonly RetryOptions NoWait = new() { MaxAttempts = 3, BaseDelay = TimeSpan.Zero };

    [Fact]
    public async Task Retrying_NodeThatComesBack_IsAnswered()
    {
        var failures = 2;
        var node = new FakeTransport(_ => failures-- > 0 ? throw Fault(EthereumErrorCodes.RpcUnavailable) : "\"0x1\"");
        var answers = await new RetryingTransport(node, NoWait).SendAsync([Number]);
        Assert.Equal("0x1", answers[0].Result.GetString());
        Assert.Equal(3, node.Exchanges);
    }

    [Theory]
    [InlineData(EthereumErrorCodes.RpcUnavailable, 3)]
    [InlineData(EthereumErrorCodes.RpcRateLimited, 3)]
    [InlineData(EthereumErrorCodes.RpcResponseInvalid, 1)]
    public async Task Retrying_NodeThatStaysAway_EndsWithItsCode(string code, int attempts)
    {
        var node = new FakeTransport(_ => throw Fault(code));
        var exception = await Assert.ThrowsAsync<SutiException>(() => new RetryingTransport(node, NoWait).SendAsync([Number]).AsTask());
        Assert.Equal(code, exception.Code);
        Assert.Equal(attempts, node.Exchanges);
    }

    [Fact]
    public async Task Failover_FirstNodeFails_TheSecondAnswersAndIsAskedFirstThen()
    {
        var broken = new FakeTransport(_ => throw Fault(EthereumErrorCodes.RpcResponseInvalid));
        var good = new FakeTransport(_ => "\"0x2\"");
        var both = new FailoverTransport(broken, good);
        Assert.Equal("0x2", (await both.SendAsync([Number]))[0].Result.GetString());
        Assert.Equal("0x2", (await both.SendAsync([Number]))[0].Result.GetString());
        Assert.Equal(1, broken.Exchanges);
        Assert.Equal(2, good.Exchanges);
    }

    [Fact]
    public async Task Failover_ErrorOfTheNode_IsAnAnswer()
    {
        var first = new FakeTransport(_ => FakeTransport.Error(3, "execution reverted"));
        var second = new FakeTransport(_ => "\"0x2\"");
        var answers = await new FailoverTransport(first, second).SendAsync([Number]);
        Assert.Equal(3, answers[0].Error!.Code);
        Assert.Equal(0, second.Exchanges);
    }

    [Fact]
    public async Task Quorum_OneNodeLies_TheOthersAreBelieved()
    {
        var honest = new FakeTransport(_ => """{"number":"0x1","hash":"0x2"}""");
        var alsoHonest = new FakeTransport(_ => """{"hash":"0x2","number":"0x1"}""");
        var liar = new FakeTransport(_ => """{"number":"0x9","hash":"0x2"}""");
        var answers = await new QuorumTransport(2, liar, honest, alsoHonest).SendAsync([Number]);
        Assert.Equal("0x1", answers[0].Result.GetProperty("number").GetString());
    }

    [Fact]
    public async Task Quorum_NobodyAgrees_IsThatCode()
    {
        var one = new FakeTransport(_ => "\"0x1\"");
        var two = new FakeTransport(_ => "\"0x2\"");
        var gone = new FakeTransport(_ => throw Fault(EthereumErrorCodes.RpcUnavailable));
        var exception = await Assert.ThrowsAsync<SutiException>(() => new QuorumTransport(2, one, two, gone).SendAsync([Number]).AsTask());
        Assert.Equal(EthereumErrorCodes.RpcDisagreement, exception.Code);
        Assert.Throws<ArgumentException>(() => new QuorumTransport(1, one, two));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":"0x5"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":"0x5"}""", EthereumErrorCodes.RpcResponseInvalid)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":"0x5","result":"0x6"}""", EthereumErrorCodes.RpcResponseInvalid)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", EthereumErrorCodes.RpcResponseInvalid)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"result":"0x5"},{"jsonrpc":"2.0","id":1,"result":"0x5"}]""", EthereumErrorCodes.RpcResponseInvalid)]
    [InlineData("<html>", EthereumErrorCodes.RpcResponseInvalid)]
    [InlineData("", EthereumErrorCodes.RpcResponseInvalid)]
    public async Task Http_Answers_AreTakenOrRefused(string body, string? code)
    {
        using var http = new HttpClient(new StubHandler(HttpStatusCode.OK, body));
        var transport = new HttpJsonRpcTransport(http, new Uri("http://node.example/secret"));
        if (code is null)
        {
            Assert.Equal("0x5", (await transport.SendAsync([Number]))[0].Result.GetString());
            return;
        }

        var exception = await Assert.ThrowsAsync<SutiException>(() => transport.SendAsync([Number]).AsTask());
        Assert.Equal(code, exception.Code);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, EthereumErrorCodes.RpcRateLimited)]
    [InlineData(HttpStatusCode.BadGateway, EthereumErrorCodes.RpcUnavailable)]
    [InlineData(HttpStatusCode.NotFound, EthereumErrorCodes.RpcResponseInvalid)]
    public async Task Http_OtherStatus_IsThatCode(HttpStatusCode status, string code)
    {
        using var http = new HttpClient(new StubHandler(status, "no"));
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => new HttpJsonRpcTransport(http, new Uri("https://node.example/")).SendAsync([Number]).AsTask());
        Assert.Equal(code, exception.Code);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/secret?secret", "The node at 127.0.0.1:9 cannot be reached.")]
    [InlineData("https://secret.example/secret", "The node cannot be reached.")]
    public async Task Http_NodeThatIsNotThere_IsNamedOnlyOnThisMachine(string address, string message)
    {
        using var http = new HttpClient(new GoneHandler());
        var transport = new HttpJsonRpcTransport(http, new Uri(address));
        var exception = await Assert.ThrowsAsync<SutiException>(() => transport.SendAsync([Number]).AsTask());
        Assert.Equal((EthereumErrorCodes.RpcUnavailable, message), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task Http_AnswerBeyondTheLimit_IsRefused()
    {
        using var http = new HttpClient(new StubHandler(HttpStatusCode.OK, new string(' ', 2000)));
        var transport = new HttpJsonRpcTransport(http, new Uri("https://node.example/"), new HttpJsonRpcOptions { MaxResponseSize = 1000 });
        Assert.Equal(
            EthereumErrorCodes.RpcResponseInvalid,
            (await Assert.ThrowsAsync<SutiException>(() => transport.SendAsync([Number]).AsTask())).Code);
    }

    [Fact]
    public void Answers_Damaged_NeverThrow()
    {
        byte[][] samples =
        [
            """[{"jsonrpc":"2.0","id":1,"result":"0x5"},{"jsonrpc":"2.0","id":2,"error":{"code":3,"message":"execution reverted","data":"0x08c379a0"}}]"""u8.ToArray(),
        ];
        new MutationFuzzer(9104).Run(samples, 5000, input => JsonRpcMessages.Read(input, 2, 1));
    }

    private sealed class GoneHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("Connection refused");
    }

    private static SutiException Fault(string code) => new(code, "The node failed.");

    private sealed class StubHandler(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
