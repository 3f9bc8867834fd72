// SPDX-License-Identifier: Apache-2.0

using Suti.Dids.Ethr;
using Suti.Ethereum;

namespace Suti.Server;

/// <summary>A network of did:ethr.</summary>
public sealed record NetworkConfiguration
{
    private const ulong MainnetChain = 1;
    private const ulong SepoliaChain = 11_155_111;

    /// <summary>The name in DIDs.</summary>
    public required string Name { get; init; }

    /// <summary>The nodes.</summary>
    public required IReadOnlyList<Uri> Rpc { get; init; }

    /// <summary>The chain; null where it is known by the name.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>The registry; null where it is known by the name.</summary>
    public string? Registry { get; init; }

    /// <summary>The block in which the registry was made.</summary>
    public ulong? FirstBlock { get; init; }

    /// <summary>Whether the registry is of the first generation; null where it is known by the name.</summary>
    public bool? CountsByIdentity { get; init; }

    /// <summary>The registry of claims; null for none.</summary>
    public string? ClaimsRegistry { get; init; }

    /// <summary>The publisher over the registry of claims; null for none.</summary>
    public string? Publisher { get; init; }

    /// <summary>Whether its contracts are asked if they signed a credential.</summary>
    public bool ContractSignatures { get; init; }

    /// <summary>The manager of identities; null for none.</summary>
    public string? IdentityManager { get; init; }

    /// <summary>The network without the addresses of its nodes, which often hold a key.</summary>
    public override string ToString() => $"did:ethr:{Name}";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? FindFault()
    {
        var isKnown = Name is EthrNetwork.Mainnet or "sepolia";
        return this switch
        {
            { Name.Length: 0 } => "needs a name",
            { Rpc.Count: 0 } => "needs a node in \"rpc\"",
            { ChainId: null } when !isKnown => "needs a \"chainId\", since its chain is not known by its name",
            { Registry: null } when !isKnown => "needs a \"registry\", since its chain is not known by its name",
            { Registry: { } registry } when !Address.TryParse(registry, out _) => "has a \"registry\" that is no address of Ethereum",
            { ClaimsRegistry: { } claims } when !Address.TryParse(claims, out _) => "has a \"claimsRegistry\" that is no address of Ethereum",
            { Publisher: { } publisher } when !Address.TryParse(publisher, out _) => "has a \"publisher\" that is no address of Ethereum",
            { IdentityManager: { } manager } when !Address.TryParse(manager, out _) => "has an \"identityManager\" that is no address of Ethereum",
            _ => null,
        };
    }

    /// <summary>The network, with a client of its nodes.</summary>
    internal EthrNetwork Connect(HttpClient http)
    {
        var isMainnet = Name == EthrNetwork.Mainnet;
        var registry = Registry is not null ? Address.Parse(Registry) : isMainnet ? EthrNetwork.FirstRegistry : EthrNetwork.SecondRegistry;
        var chainId = ChainId ?? (isMainnet ? MainnetChain : SepoliaChain);
        var client = EthereumClient.Connect(http, new EthereumClientOptions { ChainId = chainId }, [.. Rpc]);
        return new(Name, chainId, registry, client)
        {
            CountsByIdentity = CountsByIdentity ?? registry == EthrNetwork.FirstRegistry,
            FirstBlock = FirstBlock ?? 0,
            ClaimsRegistry = Read(ClaimsRegistry),
            Publisher = Read(Publisher),
            IdentityManager = Read(IdentityManager),
        };

        static Address? Read(string? text) => text is null ? null : Address.Parse(text);
    }
}
