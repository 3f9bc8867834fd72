// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Dids.Ethr.Tests;

/// <summary>A chain with the registry of the house, and an account that pays.</summary>
public sealed class EthrChain : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private readonly PrivateKey _key = PrivateKey.Generate(KeyType.Secp256k1);

    public AnvilChain Anvil { get; } = new();

    public EthereumClient Client { get; private set; } = null!;

    public TransactionSender Payer { get; private set; } = null!;

    public EthrNetwork Network { get; private set; } = null!;

    public EthrRegistry Registry => new(Network);

    public async ValueTask InitializeAsync()
    {
        Client = EthereumClient.Connect(
            _http, new EthereumClientOptions { ChainId = 31337, PollInterval = TimeSpan.FromMilliseconds(20) }, Anvil.Endpoint);
        Payer = await SenderAsync(_key);
        var registry = await ContractArtifact.EthereumDidRegistry.DeployAsync(Payer, []);
        Network = new EthrNetwork("development", 31337, registry, Client);
    }

    /// <summary>A sender with the account of a key, funded.</summary>
    public async Task<TransactionSender> SenderAsync(ISigner key)
    {
        var sender = new TransactionSender(Client, key);
        await Anvil.FundAsync(sender.Account.ToString());
        return sender;
    }

    public EthrDidMethod Method(Action<EthrDidOptions>? configure = null)
    {
        var options = new EthrDidOptions();
        options.Networks.Add(Network);
        configure?.Invoke(options);
        return new EthrDidMethod(options);
    }

    public ValueTask DisposeAsync()
    {
        _key.Dispose();
        _http.Dispose();
        Anvil.Dispose();
        return ValueTask.CompletedTask;
    }
}
