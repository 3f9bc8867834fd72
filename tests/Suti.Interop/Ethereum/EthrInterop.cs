// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>npm <c>ethr-did-resolver</c> and <c>ethr-did</c> on the same chain and registry.</summary>
public sealed partial class EthrInterop(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Key = "0x00000000000000000000000000000000000000000000000000000000000005e7";

    private readonly AnvilChain _chain = new();
    private readonly InteropPeer _peer = new("ethr.mjs");
    private readonly HttpClient _http = new();
    private readonly PrivateKey _key = PrivateKey.Import(KeyType.Secp256k1, Hex.DecodePrefixed(Key));
    private EthereumClient _client = null!;
    private TransactionSender _owner = null!;

    private string Rpc => _chain.Endpoint.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        _client = EthereumClient.Connect(_http, new EthereumClientOptions { PollInterval = TimeSpan.FromMilliseconds(10) }, _chain.Endpoint);
        _owner = new TransactionSender(_client, _key);
        await _chain.FundAsync(_owner.Account.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _peer.Dispose();
        _http.Dispose();
        _key.Dispose();
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Half of the identities live in our registry, half in theirs.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Resolver_RandomHistories_GiveTheSameDocuments()
    {
        await _chain.AdvanceAsync(TimeSpan.FromDays(1));
        var random = new Random(1056);
        EthrNetwork[] networks = [await OursAsync(), Theirs()];
        var compared = 0;
        for (var index = 0; index < 6; index++)
        {
            var network = networks[index % 2];
            using var key = PrivateKey.Generate(KeyType.Secp256k1);
            var owner = new TransactionSender(_client, key);
            await _chain.FundAsync(owner.Account.ToString());
            var blocks = await ChangeAsync(network, owner, random, operations: 90);
            await CompareAsync(network, EthrIdentifier.Create(owner.Account, network.Name), null);
            foreach (var block in blocks.Where((_, place) => place % 30 == index * 5).Append(blocks[0] - 1))
            {
                await CompareAsync(network, EthrIdentifier.Create(key.PublicKey, network.Name), block);
                compared++;
            }
        }

        Assert.Equal(24, compared);
    }

    /// <summary>Requests are counted and compared; the times are shown for the table in docs/standards.md.</summary>
    [Fact]
    public async Task Resolver_HundredChanges_TakesATenthOfTheRequests()
    {
        const int Count = 10;
        var network = Theirs();
        var registry = new EthrRegistry(network);
        for (var index = 0; index < 100; index++)
        {
            await registry.ExecuteAsync(_owner.Account, EthrAction.SetAttribute(Attribute(new Random(index)), TimeSpan.FromDays(30)), _owner);
        }

        using var counter = new Counter();
        using var http = new HttpClient(counter);
        var client = EthereumClient.Connect(http, new EthereumClientOptions { ChainId = 31337 }, _chain.Endpoint);
        var method = Method(network with { Client = client });
        var did = EthrIdentifier.Create(_owner.Account, network.Name);
        await method.ResolveAsync(did, new(), default);
        counter.Requests = 0;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var index = 0; index < Count; index++)
        {
            await method.ResolveAsync(did, new(), default);
        }

        var ours = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var theirs = _peer.Call("time", new()
        {
            ["rpcUrl"] = Rpc,
            ["registry"] = network.Registry.ToString(),
            ["name"] = network.Name,
            ["chainId"] = 31337,
            ["did"] = did.ToString(),
            ["count"] = Count,
        })!;
        output.WriteLine($"resolve 100 changes: {ours / Count:0.0} ms, theirs {(double)theirs["milliseconds"]! / Count:0.0} ms, ratio {(double)theirs["milliseconds"]! / ours:0.0}; requests {counter.Requests / Count}, theirs {theirs["requests"]}");
        Assert.Equal(3, counter.Requests / Count);
        Assert.True((double)theirs["requests"]! >= 30);
    }

    [Fact]
    public async Task EthrDid_Writes_AreReadHere()
    {
        var network = Theirs();
        _peer.Call("write", Options(network, new()
        {
            ["operations"] = new JsonArray(
                new JsonArray("setAttribute", "did/pub/Ed25519/veriKey/base64", "0x" + new string('1', 64), 86400),
                new JsonArray("setAttribute", "did/svc/HubService", "https://hubs.example", 86400),
                new JsonArray("addDelegate", "0x00000000000000000000000000000000000000D1", new JsonObject { ["delegateType"] = "sigAuth", ["expiresIn"] = 86400 }),
                new JsonArray("revokeAttribute", "did/svc/HubService", "https://hubs.example"),
                new JsonArray("setAttribute", "did/svc/HubService", "https://other.example", 86400)),
        }));
        var did = EthrIdentifier.Create(_owner.Account, network.Name);
        await CompareAsync(network, did, null);
        var document = (await Method(network).ResolveAsync(did, new(), default)).GetDocument();
        Assert.Equal("https://other.example", Assert.Single(document.Services).Endpoints[0].Uri);
    }

    [Fact]
    public async Task SignedCalls_Digests_AreThoseOfEthrDid()
    {
        var network = Theirs();
        var registry = new EthrRegistry(network);
        var other = Address.Parse("0x00000000000000000000000000000000000000d1");
        var attribute = new EthrAttribute("did/svc/HubService", "https://hubs.example"u8);
        var day = TimeSpan.FromDays(1);
        await Same("createChangeOwnerHash", EthrAction.ChangeOwner(other), other.ToString());
        await Same("createAddDelegateHash", EthrAction.AddDelegate("veriKey", other, day), "veriKey", other.ToString(), 86400);
        await Same("createRevokeDelegateHash", EthrAction.RevokeDelegate("veriKey", other), "veriKey", other.ToString());
        await Same("createSetAttributeHash", EthrAction.SetAttribute(attribute, day), attribute.Name, Hex.EncodePrefixed(attribute.Value.Span), 86400);
        await Same("createRevokeAttributeHash", EthrAction.RevokeAttribute(attribute), attribute.Name, Hex.EncodePrefixed(attribute.Value.Span));

        async Task Same(string operation, EthrAction action, params JsonNode[] values)
        {
            var theirs = (string)_peer.Call("hash", Options(network, new() { ["operation"] = operation, ["arguments"] = new JsonArray([.. values]) }))!;
            var nonce = await registry.GetNonceAsync(_owner.Account);
            Assert.Equal(theirs, Hex.EncodePrefixed(action.GetDigest(network.Registry, _owner.Account, nonce)));
        }
    }

    private static EthrDidMethod Method(EthrNetwork network)
    {
        var options = new EthrDidOptions { Form = EthrDocumentForm.Resolver11 };
        options.Networks.Add(network);
        return new EthrDidMethod(options);
    }

    private async Task<EthrNetwork> OursAsync() =>
        new("ours", 31337, await ContractArtifact.EthereumDidRegistry.DeployAsync(_owner, []), _client);

    private EthrNetwork Theirs()
    {
        var address = (string)_peer.Call("deploy", new() { ["rpcUrl"] = Rpc, ["privateKey"] = Key, ["contract"] = "registry" })!;
        return new EthrNetwork("theirs", 31337, Address.Parse(address), _client);
    }

    private JsonObject Options(EthrNetwork network, JsonObject others)
    {
        others["rpcUrl"] = Rpc;
        others["privateKey"] = Key;
        others["registry"] = network.Registry.ToString();
        others["network"] = network.Name;
        return others;
    }

    /// <summary>Random changes, direct and signed, at times that go on by random steps; gives the block of each.</summary>
    private async Task<List<ulong>> ChangeAsync(EthrNetwork network, TransactionSender owner, Random random, int operations)
    {
        var registry = new EthrRegistry(network);
        var blocks = new List<ulong>();
        TimeSpan[] validities = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromDays(30)];
        for (var index = 0; index < operations; index++)
        {
            var account = Address.Parse($"0x{random.Next(1, 6):x40}");
            var attribute = Attribute(random);
            var validity = validities[random.Next(validities.Length)];
            var type = random.Next(3) switch { 0 => "veriKey", 1 => "sigAuth", _ => "other" };
            var action = random.Next(6) switch
            {
                0 => EthrAction.AddDelegate(type, account, validity),
                1 => EthrAction.RevokeDelegate(type, account),
                2 or 3 or 4 => EthrAction.SetAttribute(attribute, validity),
                _ => EthrAction.RevokeAttribute(attribute),
            };
            await _chain.CallAsync("evm_increaseTime", random.Next(1, 60));
            var receipt = await registry.ExecuteAsync(owner.Account, action, owner);
            blocks.Add(receipt.BlockNumber);
        }

        return blocks;
    }

    private static EthrAttribute Attribute(Random random)
    {
        var value = new byte[32];
        value[0] = (byte)random.Next(1, 4);
        return random.Next(8) switch
        {
            0 => new EthrAttribute("did/pub/Ed25519/veriKey/hex", value),
            1 => new EthrAttribute("did/pub/Ed25519/sigAuth/base58", value),
            2 => new EthrAttribute("did/pub/X25519/enc/base64", value),
            3 => new EthrAttribute("did/pub/Secp256k1/veriKey", [2, .. value]),
            4 => new EthrAttribute("did/pub/Custom/veriKey/other", value),
            5 => new EthrAttribute("did/svc/Hub", System.Text.Encoding.UTF8.GetBytes("https://hub.example/" + (char)('a' + random.Next(3)))),
            6 => new EthrAttribute("did/svc/Messages", """{"uri":"https://in.example","routingKeys":["a"]}"""u8),
            _ => new EthrAttribute("another/name", value),
        };
    }

    private async Task CompareAsync(EthrNetwork network, Did did, ulong? block)
    {
        var theirs = _peer.Call("resolve", new()
        {
            ["rpcUrl"] = Rpc,
            ["registry"] = network.Registry.ToString(),
            ["name"] = network.Name,
            ["chainId"] = network.ChainId,
            ["did"] = block is null ? did.ToString() : $"{did}?versionId={block}",
        })!;
        await CompareAsync(theirs, network, did, block);
    }

    /// <summary>Compares a result of npm's resolver with ours, and gives our document.</summary>
    private static async Task<DidDocument> CompareAsync(JsonNode theirs, EthrNetwork network, Did did, ulong? block)
    {
        var version = block?.ToString(CultureInfo.InvariantCulture);
        var ours = await Method(network).ResolveAsync(did, new() { VersionId = version }, default);
        var expected = theirs["didDocument"]!.AsObject();

        // Their resolver keeps references to keys for encryption that were revoked, and so the place of those that come back.
        var ids = expected["verificationMethod"]!.AsArray().Select(method => (string)method!["id"]!).ToHashSet();
        if (expected["keyAgreement"] is JsonArray agreement)
        {
            JsonNode[] left = [.. agreement.Select(id => (string)id!).Where(ids.Contains).Order(StringComparer.Ordinal)];
            expected["keyAgreement"] = left.Length > 0 ? new JsonArray(left) : null;
        }

        var actual = JsonNode.Parse(ours.GetDocument().ToJson())!.AsObject();
        if (actual["keyAgreement"] is JsonArray own)
        {
            actual["keyAgreement"] = new JsonArray([.. own.Select(id => (string)id!).Order(StringComparer.Ordinal)]);
        }

        Assert.Equal(Sorted(expected), Sorted(actual));
        var metadata = theirs["didDocumentMetadata"]!;
        Assert.Equal((string?)metadata["versionId"], ours.DocumentMetadata.VersionId);
        Assert.Equal((string?)metadata["nextVersionId"], ours.DocumentMetadata.NextVersionId);
        Assert.Equal((string?)metadata["updated"], Time(ours.DocumentMetadata.Updated));
        Assert.Equal((string?)metadata["nextUpdate"], Time(ours.DocumentMetadata.NextUpdate));
        return ours.GetDocument();
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Members in one order, without those that are null; lists as they are.</summary>
    private static string Sorted(JsonNode node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{Sorted(member.Value!)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(item => Sorted(item!)))}]",
        _ => node.ToJsonString(),
    };

    private sealed class Counter() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Requests { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
