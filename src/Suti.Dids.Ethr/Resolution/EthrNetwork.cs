// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>A chain with a registry of ERC-1056.</summary>
/// <param name="Name">The name in DIDs: <c>sepolia</c>; <c>mainnet</c> may be left out there. DIDs may have the chain id instead, in hexadecimal.</param>
/// <param name="ChainId">The chain, which the node must be of.</param>
/// <param name="Registry">The registry.</param>
/// <param name="Client">The way to the chain.</param>
public sealed record EthrNetwork(string Name, ulong ChainId, Address Registry, EthereumClient Client)
{
    /// <summary>The name of the network that DIDs without one mean.</summary>
    public const string Mainnet = "mainnet";

    /// <summary>The registry of the first generation, at the same address on most chains that have it; see <see cref="CountsByIdentity"/>.</summary>
    public static Address FirstRegistry { get; } = Address.Parse("0xdCa7EF03e98e0DC2B855bE647C39ABe984fcF21B");

    /// <summary>The registry of the second generation, at the same address on most chains that have it.</summary>
    public static Address SecondRegistry { get; } = Address.Parse("0x03d5003bf0e79C5F5223588F347ebA39AfbC3818");

    /// <summary>
    /// Whether the registry is of the first generation, which looks up the nonce of a signed call under the identity, and counts under the signer.
    /// </summary>
    public bool CountsByIdentity { get; init; }

    /// <summary>The block of the registry's creation: logs are not looked for before it.</summary>
    public ulong FirstBlock { get; init; }

    /// <summary>The registry of claims (ERC-780); null where there is none.</summary>
    public Address? ClaimsRegistry { get; init; }

    /// <summary>The contract <c>RevokeAndPublish</c>; null where there is none.</summary>
    public Address? Publisher { get; init; }

    /// <summary>The manager of identities, which knows its relay; null where there is none.</summary>
    public Address? IdentityManager { get; init; }
}
