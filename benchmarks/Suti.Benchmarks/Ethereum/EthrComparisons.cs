// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Crypto;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Benchmarks;

/// <summary>Resolution of a did:ethr with a hundred changes beside npm's resolver, on the same chain and registry; nothing is cached.</summary>
internal sealed class EthrComparisons : ComparisonSource
{
    private const int Changes = 100;
    private const ulong ChainId = 31337;

    /// <summary>The first of the accounts that every anvil funds, known to all the world.</summary>
    private const string FundedKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private readonly HttpClient _http;
    private readonly Lazy<(Uri Endpoint, EthrNetwork Network, string Did)> _history;
    private readonly Lazy<DidResolver> _resolver;
    private readonly NodePeer _peer;

    public EthrComparisons()
    {
        _http = Own(new HttpClient());
        _history = new(() => WriteAsync(Own(new AnvilProcess()).Endpoint).GetAwaiter().GetResult());
        _resolver = new(() =>
        {
            var options = new EthrDidOptions();
            options.Networks.Add(_history.Value.Network);
            return new DidResolver([new EthrDidMethod(options)], new() { Cache = null });
        });
        _peer = Own(new NodePeer("ethr.mjs", () =>
            [_history.Value.Endpoint.AbsoluteUri, _history.Value.Network.Registry.ToString(), _history.Value.Network.Name, ChainId.ToString(CultureInfo.InvariantCulture), _history.Value.Did]));
    }

    public override IEnumerable<Comparison> Comparisons =>
        [new("ethereum", "did.resolve.ethr.npm", Resolve, "ethr-did-resolver", _peer.Operation("resolve"))];

    private void Resolve(int count)
    {
        for (; count > 0; count--)
        {
            if (!_resolver.Value.ResolveAsync(_history.Value.Did).AsTask().GetAwaiter().GetResult().IsSuccess)
            {
                throw new InvalidOperationException("The DID does not resolve.");
            }
        }
    }

    private async Task<(Uri Endpoint, EthrNetwork Network, string Did)> WriteAsync(Uri endpoint)
    {
        using var key = PrivateKey.Import(KeyType.Secp256k1, Hex.DecodePrefixed(FundedKey));
        var client = EthereumClient.Connect(_http, new EthereumClientOptions { ChainId = ChainId, PollInterval = TimeSpan.FromMilliseconds(5) }, endpoint);
        var owner = new TransactionSender(client, key);
        var address = await ContractArtifact.EthereumDidRegistry.DeployAsync(owner, []).ConfigureAwait(false);
        var network = new EthrNetwork("bench", ChainId, address, client);
        var registry = new EthrRegistry(network);
        for (var index = 0; index < Changes; index++)
        {
            var url = string.Create(CultureInfo.InvariantCulture, $"https://hub.example/{index}");
            var attribute = new EthrAttribute("did/svc/Hub", System.Text.Encoding.UTF8.GetBytes(url));
            await registry.ExecuteAsync(owner.Account, EthrAction.SetAttribute(attribute, TimeSpan.FromDays(30)), owner).ConfigureAwait(false);
        }

        return (endpoint, network, EthrIdentifier.Create(owner.Account, network.Name).ToString());
    }
}
