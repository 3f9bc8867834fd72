// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum.Tests;

public sealed class EthereumClientTests
{
    private static readonly Address Contract = Address.Parse("0x00000000000000000000000000000000000000c0");
    private static readonly AbiFunction Owner = AbiFunction.Parse("function owner() view returns (address)");

    [Fact]
    public async Task AnyCall_NodeOfAnotherChain_IsRefusedBeforeItsAnswerIsUsed()
    {
        var client = new EthereumClient(Node(_ => "\"0x10\"", chainId: 5), new EthereumClientOptions { ChainId = 1 });
        Assert.Equal(EthereumErrorCodes.WrongChain, (await Refusal(() => client.GetBlockNumberAsync().AsTask())).Code);
    }

    [Fact]
    public async Task GetChainId_Known_IsAskedOnce()
    {
        var node = Node(_ => "\"0x10\"");
        var client = new EthereumClient(node);
        Assert.Equal(16UL, await client.GetBlockNumberAsync());
        Assert.Equal(16UL, await client.GetBlockNumberAsync());
        Assert.Equal(1UL, await client.GetChainIdAsync());
        Assert.Single(node.Requests, request => request.Method == "eth_chainId");
    }

    [Theory]
    [InlineData("\"10\"")]
    [InlineData("16")]
    [InlineData("null")]
    [InlineData("\"0x\"")]
    [InlineData("\"0x10000000000000000\"")]
    public async Task GetBlockNumber_NotAQuantity_IsRefused(string answer)
    {
        var client = new EthereumClient(Node(_ => answer));
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, (await Refusal(() => client.GetBlockNumberAsync().AsTask())).Code);
    }

    [Fact]
    public async Task Call_Revert_SaysWhy()
    {
        var data = Hex.EncodePrefixed([.. AbiError.Text.Selector, .. AbiCodec.Encode(AbiError.Text.Inputs, "bad_actor")]);
        var client = new EthereumClient(Node(_ => FakeTransport.Error(3, "execution reverted", data)));
        var exception = await Refusal(() => client.CallAsync(Contract, Owner, []).AsTask());
        Assert.Equal(EthereumErrorCodes.Reverted, exception.Code);
        Assert.Contains("bad_actor", exception.Message, StringComparison.Ordinal);
        var outcome = await client.TryCallAsync(new EthereumCall { To = Contract });
        Assert.True(outcome.IsReverted);
        Assert.Equal("bad_actor", outcome.GetRevertReason());
    }

    [Fact]
    public async Task Call_AddressWithoutCode_IsThatCode()
    {
        var client = new EthereumClient(Node(_ => "\"0x\""));
        Assert.Equal(EthereumErrorCodes.NoContract, (await Refusal(() => client.CallAsync(Contract, Owner, []).AsTask())).Code);
    }

    [Theory]
    [InlineData("insufficient funds for gas * price + value", EthereumErrorCodes.InsufficientFunds)]
    [InlineData("nonce too low: next nonce 5, tx nonce 4", EthereumErrorCodes.NonceConflict)]
    [InlineData("replacement transaction underpriced", EthereumErrorCodes.NonceConflict)]
    [InlineData("the method does not exist", EthereumErrorCodes.RpcError)]
    public async Task EstimateGas_Refusals_HaveTheirCodes(string message, string code)
    {
        var client = new EthereumClient(Node(_ => FakeTransport.Error(-32000, message)));
        Assert.Equal(code, (await Refusal(() => client.EstimateGasAsync(new EthereumCall { To = Contract }).AsTask())).Code);
    }

    [Fact]
    public async Task GetLogs_NodeWithARangeLimit_IsAskedInPages()
    {
        // A log in every tenth block; no more than 100 blocks at once.
        var node = Node(request =>
        {
            var (from, to) = Range(request);
            return to - from >= 100
                ? FakeTransport.Error(-32602, "query exceeds max block range 100")
                : $"[{string.Join(',', Blocks(from, to).Where(block => block % 10 == 0).Select(block => Log(block)))}]";
        });
        var logs = await new EthereumClient(node).GetLogsAsync(new LogFilter { Address = Contract, FromBlock = 5, ToBlock = 1000 });
        Assert.Equal(Enumerable.Range(1, 100).Select(index => (ulong)index * 10), logs.Select(log => log.BlockNumber));
        Assert.InRange(node.Exchanges, 10, 60);
    }

    [Fact]
    public async Task GetLogs_OtherThanAskedFor_AreRefused()
    {
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, (await Logs($"[{Log(2000)}]")).Code);
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, (await Logs($"[{Log(7, "0x00000000000000000000000000000000000000c1")}]")).Code);
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, (await Logs($"[{Log(7)},{Log(7)}]")).Code);
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, (await Logs("{}")).Code);

        static async Task<SutiException> Logs(string answer) => await Refusal(() => new EthereumClient(Node(_ => answer)).GetLogsAsync(
            new LogFilter { Address = Contract, ToBlock = 1000 }).AsTask());
    }

    [Fact]
    public async Task GetLogs_MoreThanTheLimit_StopsWithThatCode()
    {
        var answer = $"[{string.Join(',', Blocks(1, 50).Select(block => Log(block)))}]";
        var client = new EthereumClient(Node(_ => answer), new EthereumClientOptions { MaxLogs = 10 });
        var exception = await Refusal(() => client.GetLogsAsync(new LogFilter { Address = Contract, ToBlock = 1000 }).AsTask());
        Assert.Equal(EthereumErrorCodes.LimitExceeded, exception.Code);
    }

    [Fact]
    public void RevertReason_Panics_AreWords()
    {
        var data = (byte[])[.. AbiError.Panic.Selector, .. AbiCodec.Encode(AbiError.Panic.Inputs, 0x11)];
        Assert.Equal("a number overflowed", RevertReason.Describe(data));
        Assert.Equal("no reason was given", RevertReason.Describe([]));
        var error = AbiError.Parse("error NotOwner(address caller)");
        var custom = (byte[])[.. error.Selector, .. AbiCodec.Encode(error.Inputs, Contract)];
        Assert.Equal($"NotOwner({Contract})", RevertReason.Describe(custom, error));
        Assert.StartsWith("an error of the contract, 0x", RevertReason.Describe(custom), StringComparison.Ordinal);
        var hostile = (byte[])[.. AbiError.Text.Selector, .. AbiCodec.Encode(AbiError.Text.Inputs, "a\u001b[31m\u202eb" + new string('x', 2000))];
        Assert.InRange(RevertReason.Describe(hostile).Length, 1, 500);
        Assert.DoesNotContain('\u202e', RevertReason.Describe(hostile));
    }

    private static FakeTransport Node(Func<JsonRpcRequest, string> answer, int chainId = 1) =>
        new(request => request.Method == "eth_chainId" ? string.Create(CultureInfo.InvariantCulture, $"\"0x{chainId:x}\"") : answer(request));

    private static Task<SutiException> Refusal(Func<Task> call) => Assert.ThrowsAsync<SutiException>(call);

    private static IEnumerable<ulong> Blocks(ulong from, ulong to)
    {
        for (var block = from; block <= to; block++)
        {
            yield return block;
        }
    }

    private static (ulong From, ulong To) Range(JsonRpcRequest request)
    {
        using var parameters = JsonDocument.Parse(request.Parameters);
        return (Read("fromBlock"), Read("toBlock"));

        ulong Read(string name) => Convert.ToUInt64(parameters.RootElement[0].GetProperty(name).GetString(), 16);
    }

    private static string Log(ulong block, string address = "0x00000000000000000000000000000000000000c0") =>
        $$"""{"address":"{{address}}","topics":[],"data":"0x","blockNumber":"0x{{block:x}}","blockHash":"0x{{block:x64}}","transactionHash":"0x{{block:x64}}","logIndex":"0x0","removed":false}""";
}
