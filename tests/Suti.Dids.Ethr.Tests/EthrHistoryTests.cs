// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Nodes that lie, forget or limit.</summary>
public sealed class EthrHistoryTests
{
    private static readonly Address Registry = Address.Parse("0x00000000000000000000000000000000000000c0");
    private static readonly Address Identity = Address.Parse("0x00000000000000000000000000000000000000a1");
    private static readonly Did Did = EthrIdentifier.Create(Identity, "test");
    private static readonly AbiType Data = AbiType.Parse("(bytes32,address,uint256,uint256)");
    private static readonly ulong[] Changes = [10, 20, 20, 35, 90];

    [Fact]
    public async Task Read_WholeRange_TakesThreeRequests()
    {
        var node = new Node(Changes);
        var document = (await Resolve(node)).GetDocument();
        Assert.Equal(6, document.VerificationMethods.Count);

        // The chain, the last change; the logs; the block of the last change.
        Assert.Equal(3, node.Exchanges);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(10)]
    [InlineData(1)]
    public async Task Read_NodeWithARangeLimit_FindsTheSame(ulong limit)
    {
        var document = (await Resolve(new Node(Changes) { RangeLimit = limit })).GetDocument();
        Assert.Equal((await Resolve(new Node(Changes))).GetDocument().ToJson(), document.ToJson());
    }

    /// <summary>The chain of changes goes from block to block: only a later change of the same block could be kept back unseen.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Read_ALogIsLeftOut_IsNoticed(int index)
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => Resolve(new Node(Changes) { LeftOut = index }).AsTask());
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, exception.Code);
        exception = await Assert.ThrowsAsync<SutiException>(() => Resolve(new Node(Changes) { LeftOut = index, RangeLimit = 10 }).AsTask());
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, exception.Code);
    }

    [Fact]
    public async Task Read_BlockWasReplaced_IsNoticed()
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => Resolve(new Node(Changes) { BlocksAreOthers = true }).AsTask());
        Assert.Equal(EthereumErrorCodes.RpcResponseInvalid, exception.Code);
    }

    [Fact]
    public async Task Read_AnotherChain_IsNoticed()
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => Resolve(new Node(Changes) { ChainId = 2 }).AsTask());
        Assert.Equal(EthereumErrorCodes.WrongChain, exception.Code);
    }

    [Fact]
    public void Identifiers_Damaged_NeverThrow() => new MutationFuzzer(9105).Run(
        [Encoding.ASCII.GetBytes("did:ethr:sepolia:0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"), Encoding.ASCII.GetBytes(Did.ToString())],
        5000,
        input =>
        {
            if (Dids.Did.TryParse(Encoding.Latin1.GetString(input), out var did) && EthrIdentifier.TryParse(did, out var identifier))
            {
                Assert.False(identifier.Network.Length == 0);
            }
        });

    [Fact]
    public async Task Logs_Damaged_AreRefusedWithACode()
    {
        var rounds = 0;
        var random = new Random(9106);
        while (rounds++ < 500)
        {
            var at = random.Next();
            try
            {
                await Resolve(new Node(Changes) { Damage = at });
            }
            catch (SutiException exception)
            {
                Assert.StartsWith("ethereum.", exception.Code, StringComparison.Ordinal);
            }
        }
    }

    private static ValueTask<DidResolutionResult> Resolve(Node node)
    {
        var options = new EthrDidOptions();
        options.Networks.Add(new EthrNetwork("test", 1, Registry, new EthereumClient(node, new EthereumClientOptions { ChainId = 1 })));
        return new EthrDidMethod(options).ResolveAsync(Did, new(), default);
    }

    /// <summary>A node that knows one delegate a change.</summary>
    private sealed class Node(ulong[] changes) : IJsonRpcTransport
    {
        public int Exchanges { get; private set; }

        public ulong RangeLimit { get; init; } = ulong.MaxValue;

        public int LeftOut { get; init; } = -1;

        public bool BlocksAreOthers { get; init; }

        public int ChainId { get; init; } = 1;

        public int Damage { get; init; } = -1;

        public ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
            IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
        {
            Exchanges++;
            return ValueTask.FromResult<IReadOnlyList<JsonRpcResponse>>([.. requests.Select(Answer)]);
        }

        private static JsonRpcResponse Json(string text) => new(StrictJson.ParseElement(Encoding.UTF8.GetBytes(text)));

        private JsonRpcResponse Answer(JsonRpcRequest request)
        {
            using var parameters = JsonDocument.Parse(request.Parameters);
            switch (request.Method)
            {
                case "eth_chainId":
                    return Json(string.Create(CultureInfo.InvariantCulture, $"\"0x{ChainId:x}\""));
                case "eth_blockNumber":
                    return Json("\"0x64\"");
                case "eth_call":
                    return Json($"\"0x{changes[^1]:x64}\"");
                case "eth_getBlockByNumber":
                    var number = Number(parameters.RootElement[0]);
                    var hash = number + (BlocksAreOthers ? 1000UL : 0);
                    return Json($$"""{"number":"0x{{number:x}}","hash":"0x{{hash:x64}}","parentHash":"0x{{0:x64}}","timestamp":"0x64"}""");
                default:
                    var (from, to) = (Number(parameters.RootElement[0].GetProperty("fromBlock")), Number(parameters.RootElement[0].GetProperty("toBlock")));
                    return to - from >= RangeLimit
                        ? new JsonRpcResponse(new JsonRpcError(-32600, "the range is too large"))
                        : Json(Damaged($"[{string.Join(',', Enumerable.Range(0, changes.Length).Where(index => index != LeftOut && changes[index] >= from && changes[index] <= to).Select(Log))}]"));
            }
        }

        /// <summary>Another hexadecimal digit somewhere.</summary>
        private string Damaged(string logs)
        {
            if (Damage < 0 || logs.Length < 10)
            {
                return logs;
            }

            var at = Damage % logs.Length;
            var damaged = string.Concat(logs.AsSpan(0, at), logs[at] == '7' ? "8" : "7", logs.AsSpan(at + 1));
            return StrictJson.TryValidate(Encoding.UTF8.GetBytes(damaged)) ? damaged : logs;
        }

        private string Log(int index)
        {
            var account = Address.Parse($"0x{index + 1:x40}");
            var previous = index == 0 ? 0 : changes[index - 1];
            var data = Hex.EncodePrefixed(AbiCodec.Encode(Data, EthrRegistryAbi.ToWord("veriKey"), account, ulong.MaxValue, previous));
            return $$"""{"address":"{{Registry}}","topics":["{{Hex.EncodePrefixed(EthrRegistryAbi.Topics[1].ToBigEndian())}}","0x{{Hex.Encode(EthrRegistryAbi.TopicOf(Identity).ToBigEndian())}}"],"data":"{{data}}","blockNumber":"0x{{changes[index]:x}}","blockHash":"0x{{changes[index]:x64}}","transactionHash":"0x{{index:x64}}","logIndex":"0x{{index:x}}","removed":false}""";
        }

        private static ulong Number(JsonElement value) => Convert.ToUInt64(value.GetString(), 16);
    }
}
