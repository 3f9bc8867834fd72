// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>The gas of our contracts beside that of the originals, for the same calls.</summary>
public sealed class ContractGasInterop(ITestOutputHelper output) : IDisposable
{
    private const string Key = "0x00000000000000000000000000000000000000000000000000000000000009a5";
    private const string Account = "0x00000000000000000000000000000000000000d1";

    private readonly AnvilChain _chain = new();
    private readonly InteropPeer _peer = new("ethr.mjs");
    private readonly HttpClient _http = new();
    private readonly PrivateKey _key = PrivateKey.Import(KeyType.Secp256k1, Hex.DecodePrefixed(Key));

    public void Dispose()
    {
        _key.Dispose();
        _http.Dispose();
        _peer.Dispose();
        _chain.Dispose();
    }

    [Fact]
    public async Task SameWork_TakesNoMoreThanTheOriginals()
    {
        var client = EthereumClient.Connect(_http, new EthereumClientOptions { PollInterval = TimeSpan.FromMilliseconds(10) }, _chain.Endpoint);
        var sender = new TransactionSender(client, _key);
        await _chain.FundAsync(sender.Account.ToString());
        var name = "0x" + Hex.Encode("did/svc/HubService"u8).PadRight(64, '0');
        var value = "0x" + Hex.Encode("https://hubs.example"u8);
        var type = "0x" + Hex.Encode("veriKey"u8).PadRight(64, '0');
        var me = sender.Account.ToString();

        var registry = await ContractArtifact.EthereumDidRegistry.DeployAsync(sender, []);
        await Compare("registry", registry, "addDelegate(address,bytes32,address,uint256)", me, type, Account, 86400);
        await Compare("registry", registry, "revokeDelegate(address,bytes32,address)", me, type, Account);
        await Compare("registry", registry, "setAttribute(address,bytes32,bytes,uint256)", me, name, value, 86400);
        await Compare("registry", registry, "revokeAttribute(address,bytes32,bytes)", me, name, value);
        await Compare("registry", registry, "changeOwner(address,address)", me, Account);

        var claims = await ContractArtifact.EthereumClaimsRegistry.DeployAsync(sender, []);
        await Compare("claims", claims, "setClaim(address,bytes32,bytes32)", Account, type, name);
        await Compare("claims", claims, "setSelfClaim(bytes32,bytes32)", type, name);
        await Compare("claims", claims, "removeClaim(address,address,bytes32)", me, Account, type);

        var manager = await ContractArtifact.MetaIdentityManager.DeployAsync(sender, [3600, 129600, 1200, Address.Zero]);
        await Compare("manager", manager, "createIdentity(address,address)", me, Account);

        async Task Compare(string contract, Address ours, string signature, params JsonNode[] arguments)
        {
            var theirs = await TheirsAsync(contract, signature, arguments);
            var function = AbiFunction.Parse(signature);
            AbiValue[] values = [.. arguments.Select((argument, index) => ToValue(function.Inputs.Components[index].Type, argument))];
            var receipt = await sender.ExecuteAsync(new EthereumCall { To = ours, Data = function.EncodeCall(values) });
            output.WriteLine($"gas {signature[..signature.IndexOf('(', StringComparison.Ordinal)]}: {receipt.GasUsed}, theirs {theirs}, {(double)receipt.GasUsed / theirs:0.000}");
            Assert.True(receipt.GasUsed <= theirs, $"{signature}: {receipt.GasUsed} > {theirs}");
        }
    }

    private readonly Dictionary<string, string> _deployed = [];

    private async Task<ulong> TheirsAsync(string contract, string signature, JsonNode[] arguments)
    {
        await Task.Yield();
        if (!_deployed.TryGetValue(contract, out var address))
        {
            var deploy = Options(contract);
            deploy["arguments"] = contract == "manager" ? new JsonArray(3600, 129600, 1200, Account) : [];
            _deployed[contract] = address = (string)_peer.Call("deploy", deploy)!;
        }

        var call = Options(contract);
        call["address"] = address;
        call["method"] = signature;
        call["arguments"] = new JsonArray([.. arguments.Select(argument => argument.DeepClone())]);
        return (ulong)(int)_peer.Call("gas", call)!;
    }

    private JsonObject Options(string contract) =>
        new() { ["rpcUrl"] = _chain.Endpoint.ToString().TrimEnd('/'), ["privateKey"] = Key, ["contract"] = contract };

    private static AbiValue ToValue(AbiType type, JsonNode value) => type.Kind switch
    {
        AbiKind.Address => Address.Parse((string)value!),
        AbiKind.Unsigned => (int)value,
        _ => Hex.DecodePrefixed((string)value!),
    };
}
