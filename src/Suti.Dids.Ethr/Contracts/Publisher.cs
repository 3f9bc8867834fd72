// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// Publishes under the address that published first, the genesis, whoever may publish for it now: a deployed <c>RevokeAndPublish</c>. What changes
/// something gives a call, which the genesis or its manager sends.
/// </summary>
public sealed class Publisher
{
    private static readonly AbiFunction PublishData = AbiFunction.Parse("function publish(address genesis, bytes32 key, bytes32 data)");
    private static readonly AbiFunction HandOver = AbiFunction.Parse("function revokeAndPublish(address genesis, bytes32 key, bytes32 data, address newManager)");
    private static readonly AbiFunction Lookup = AbiFunction.Parse("function lookup(address genesis, bytes32 key) view returns (bytes32)");
    private static readonly AbiFunction Manager = AbiFunction.Parse("function manager(address genesis) view returns (address)");
    private static readonly AbiFunction Registry = AbiFunction.Parse("function REGISTRY() view returns (address)");

    private readonly EthereumClient _client;

    /// <summary>The contract at an address.</summary>
    public Publisher(EthereumClient client, Address address)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, Address) = (client, address);
    }

    /// <summary>Where the contract is.</summary>
    public Address Address { get; }

    /// <summary>Publishes for a genesis. Its manager may, and the genesis itself while it has none.</summary>
    public EthereumCall Publish(Address genesis, UInt256 key, UInt256 value) =>
        new() { To = Address, Data = PublishData.EncodeCall(genesis, key.ToBigEndian(), value.ToBigEndian()) };

    /// <summary>Publishes for a genesis for the last time, and names who may from now on.</summary>
    /// <exception cref="ArgumentException">The new manager is zero: the right would go back to the genesis.</exception>
    public EthereumCall RevokeAndPublish(Address genesis, UInt256 key, UInt256 value, Address newManager) => newManager.IsZero
        ? throw new ArgumentException("Somebody must come after.", nameof(newManager))
        : new() { To = Address, Data = HandOver.EncodeCall(genesis, key.ToBigEndian(), value.ToBigEndian(), newManager) };

    /// <summary>What is published for a genesis; zero where nothing is.</summary>
    /// <exception cref="SutiException">The node failed, or there is no such contract at the address.</exception>
    public async ValueTask<UInt256> LookupAsync(Address genesis, UInt256 key, CancellationToken cancellationToken = default) =>
        UInt256.FromBigEndian((await ReadAsync(Lookup, [genesis, key.ToBigEndian()], cancellationToken).ConfigureAwait(false)).AsBytes());

    /// <summary>Who may publish for a genesis: itself, until it named another.</summary>
    /// <exception cref="SutiException">The node failed, or there is no such contract at the address.</exception>
    public async ValueTask<Address> GetManagerAsync(Address genesis, CancellationToken cancellationToken = default) =>
        (await ReadAsync(Manager, [genesis], cancellationToken).ConfigureAwait(false)).AsAddress() is { IsZero: false } manager ? manager : genesis;

    /// <summary>The registry of claims that holds what is published; its issuer there is this contract.</summary>
    /// <exception cref="SutiException">The node failed, or there is no such contract at the address.</exception>
    public async ValueTask<Address> GetRegistryAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(Registry, [], cancellationToken).ConfigureAwait(false)).AsAddress();

    private async ValueTask<AbiValue> ReadAsync(AbiFunction function, AbiValue[] arguments, CancellationToken cancellationToken) =>
        (await _client.CallAsync(Address, function, arguments, cancellationToken: cancellationToken).ConfigureAwait(false))[0];
}
