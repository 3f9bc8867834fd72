// SPDX-License-Identifier: Apache-2.0

using Suti.Agent;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>An agent on a chain of its own that has all contracts, and a key that can pay.</summary>
public sealed class ChainAgent : IAsyncLifetime
{
    public const string Payer = "payer";

    public EthrChain Chain { get; } = new();

    public IAgent Agent { get; private set; } = null!;

    public EthrNetwork Network { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Chain.InitializeAsync();
        await using (var first = await BuildAsync(Chain.Network))
        {
            await CreateKeyAsync(first, Payer);
            var made = await first.EthereumContracts.DeployAsync(new() { KeyId = Payer, Contracts = ["claimsRegistry", "publisher", "identityRelay", "identityManager"] });
            Assert.Null(made.Registry);
            Network = Chain.Network with
            {
                ClaimsRegistry = Address.Parse(made.ClaimsRegistry!),
                Publisher = Address.Parse(made.Publisher!),
                IdentityManager = Address.Parse(made.IdentityManager!),
            };
            Assert.Equal(made.IdentityRelay, (await new IdentityManager(Chain.Client, Network.IdentityManager!.Value).GetRelayAsync()).ToString());
        }

        Agent = await BuildAsync(Network);
        await CreateKeyAsync(Agent, Payer);
    }

    public static async Task<IAgent> BuildAsync(params EthrNetwork[] networks) => await AgentBuilder.Create()
        .UseMemory()
        .AddLocalKeys()
        .AddDidEthr(options => networks.ToList().ForEach(options.Networks.Add))
        .AddIdentities()
        .AddClaimsRegistry()
        .AddEthereumContracts()
        .BuildAsync();

    /// <summary>Creates a key of the agent, with ether or without.</summary>
    public async Task<Address> CreateKeyAsync(IAgent agent, string keyId, bool isFunded = true)
    {
        var key = await agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kid = keyId });
        var account = Address.FromPublicKey(PublicKey.Import(KeyType.Secp256k1, Convert.FromHexString(key.PublicKeyHex), PublicKeyFormat.Uncompressed));
        if (isFunded)
        {
            await Chain.Anvil.FundAsync(account.ToString());
        }

        return account;
    }

    public async ValueTask DisposeAsync()
    {
        if (Agent is not null)
        {
            await Agent.DisposeAsync();
        }

        await Chain.DisposeAsync();
    }
}
