// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>A chain with a registry of names, npm's public resolver of ENS, and a resolver of all names below one.</summary>
internal sealed class EnsChain : IDisposable
{
    private const string PublicResolver = "@ensdomains/resolver/build/contracts/PublicResolver.json";
    private static readonly AbiFunction SetRecord = AbiFunction.Parse("function setRecord(bytes32 node, address nodeOwner, address nodeResolver)");

    private readonly AnvilChain _anvil = new();
    private readonly HttpClient _http = new();
    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.Secp256k1);
    private readonly TransactionSender _sender;

    internal EnsChain()
    {
        Client = EthereumClient.Connect(
            _http, new EthereumClientOptions { ChainId = 31337, PollInterval = TimeSpan.FromMilliseconds(20) }, _anvil.Endpoint);
        _sender = new TransactionSender(Client, _key);
    }

    internal string Url => _anvil.Endpoint.ToString().TrimEnd('/');

    internal EthereumClient Client { get; }

    internal Address Owner => _sender.Account;

    internal Address Registry { get; private set; }

    internal Address Resolver { get; private set; }

    internal Address Wildcard { get; private set; }

    internal EnsClient Names => new(Client, new EnsOptions { Registry = Registry });

    public void Dispose()
    {
        _key.Dispose();
        _http.Dispose();
        _anvil.Dispose();
    }

    internal async Task DeployAsync()
    {
        await _anvil.FundAsync(Owner.ToString());
        var fixture = JsonNode.Parse(Compile())!;
        Registry = await CreateAsync(Hex.DecodePrefixed((string)fixture["EnsRegistryFixture"]!));
        Wildcard = await CreateAsync(Hex.DecodePrefixed((string)fixture["EnsWildcardFixture"]!));
        var packages = Path.Combine(RepositoryPaths.Root, "tests", "peers", "node_modules");
        var artifact = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(packages, PublicResolver)))!;
        var argument = AbiFunction.Parse("constructor(address)").EncodeCall([Registry]).AsSpan(4);
        Resolver = await CreateAsync([.. Hex.DecodePrefixed((string)artifact["bytecode"]!), .. argument]);
    }

    internal Task OwnAsync(string name, Address resolver) => SendAsync(Registry, SetRecord, EnsName.Hash(name), Owner, resolver);

    internal Task SetAsync(string function, string name, params AbiValue[] values) =>
        SendAsync(Resolver, AbiFunction.Parse(function), [EnsName.Hash(name), .. values]);

    private static string Compile()
    {
        var start = new ProcessStartInfo("node", ["fixture.mjs", "EnsFixture"])
        {
            WorkingDirectory = Path.Combine(RepositoryPaths.Root, "contracts"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return printed;
    }

    private async Task SendAsync(Address contract, AbiFunction function, params AbiValue[] arguments) =>
        await _sender.ExecuteAsync(new EthereumCall { To = contract, Data = function.EncodeCall(arguments) });

    private async Task<Address> CreateAsync(byte[] code)
    {
        var receipt = await _sender.ExecuteAsync(new EthereumCall { Data = code });
        return Assert.NotNull(receipt.ContractAddress);
    }
}
