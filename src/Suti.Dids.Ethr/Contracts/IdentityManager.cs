// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// Identities that outlive their keys: a deployed <c>MetaIdentityManager</c>. What changes something gives a call, which an owner sends itself or has
/// relayed by <see cref="IdentityRelay"/>.
/// </summary>
public sealed partial class IdentityManager
{
    private static readonly AbiFunction Create = AbiFunction.Parse("function createIdentity(address owner, address recoveryKey) returns (address)");
    private static readonly AbiFunction CreateWithCall =
        AbiFunction.Parse("function createIdentityWithCall(address owner, address recoveryKey, address destination, bytes data) returns (address)");

    private static readonly AbiFunction CreateWithSalt =
        AbiFunction.Parse("function createIdentityWithSalt(address owner, address recoveryKey, bytes32 salt) returns (address)");

    private static readonly AbiFunction ForwardTo = AbiFunction.Parse("function forwardTo(address identity, address destination, uint256 value, bytes data)");
    private static readonly AbiFunction ForwardBatchTo = AbiFunction.Parse("function forwardBatchTo(address identity, (address destination, uint256 value, bytes data)[] calls)");
    private static readonly AbiFunction IsOwner = AbiFunction.Parse("function isOwner(address identity, address key) view returns (bool)");
    private static readonly AbiFunction IsOlderOwner = AbiFunction.Parse("function isOlderOwner(address identity, address key) view returns (bool)");
    private static readonly AbiFunction RecoveryKeys = AbiFunction.Parse("function recoveryKeys(address identity) view returns (address)");

    private static readonly AbiEvent Created =
        AbiEvent.Parse("event LogIdentityCreated(address indexed identity, address indexed creator, address owner, address indexed recoveryKey)");

    private readonly EthereumClient _client;

    /// <summary>The manager at an address.</summary>
    public IdentityManager(EthereumClient client, Address address)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, Address) = (client, address);
    }

    /// <summary>Where the manager is.</summary>
    public Address Address { get; }

    /// <summary>Creates an identity. Anybody can do that for anybody.</summary>
    /// <returns>Its address.</returns>
    /// <exception cref="SutiException">A key is zero (<see cref="EthereumErrorCodes.Reverted"/>), the sender cannot pay, or the node failed.</exception>
    public async ValueTask<Address> CreateAsync(
        TransactionSender sender, Address owner, Address recoveryKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        return FindCreated(await sender.ExecuteAsync(Creation(owner, recoveryKey), cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The call that creates an identity; <see cref="FindCreated"/> reads its address from the receipt.</summary>
    public EthereumCall Creation(Address owner, Address recoveryKey) => Call(Create, owner, recoveryKey);

    /// <summary>The call that creates an identity which makes a call of its own at once: to register itself, for instance. When that fails, nothing is created.</summary>
    /// <exception cref="ArgumentException">The call has no target, or has a value, which a new identity has not.</exception>
    public EthereumCall CreationWithCall(Address owner, Address recoveryKey, EthereumCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.To is { } to && call.Value.IsZero
            ? Call(CreateWithCall, owner, recoveryKey, to, call.Data.ToArray())
            : throw new ArgumentException("A new identity calls somebody, without a value.", nameof(call));
    }

    /// <summary>
    /// The call that creates an identity at an address that <see cref="PredictAsync"/> knows before. The address depends on who sends the call, so that
    /// nobody else can take it.
    /// </summary>
    public EthereumCall CreationWithSalt(Address owner, Address recoveryKey, UInt256 salt) => Call(CreateWithSalt, owner, recoveryKey, salt.ToBigEndian());

    /// <summary>The call by which an identity that comes from elsewhere makes itself known to this manager, before it is handed over. The identity itself makes it.</summary>
    public EthereumCall Registration(Address owner, Address recoveryKey) => Call("registerIdentity(address,address)", owner, recoveryKey);

    /// <summary>The identity that a transaction created.</summary>
    /// <exception cref="SutiException">The receipt names none.</exception>
    public Address FindCreated(TransactionReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        foreach (var log in receipt.Logs)
        {
            if (log.Address == Address && Created.TryDecode(log.Topics, log.Data.Span, out var values))
            {
                return values[0].AsAddress();
            }
        }

        throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The receipt names no identity.");
    }

    /// <summary>Has an identity make a call. An owner may.</summary>
    /// <exception cref="ArgumentException">The call has no target.</exception>
    public EthereumCall Forward(Address identity, EthereumCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.To is { } to
            ? Call(ForwardTo, identity, to, call.Value, call.Data.ToArray())
            : throw new ArgumentException("An identity calls somebody.", nameof(call));
    }

    /// <summary>Has an identity make several calls, in their order; when one fails, none was made. An owner may.</summary>
    /// <exception cref="ArgumentException">There is no call, or one has no target.</exception>
    public EthereumCall ForwardBatch(Address identity, params IReadOnlyList<EthereumCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentOutOfRangeException.ThrowIfZero(calls.Count, nameof(calls));
        var list = new AbiValue[calls.Count];
        for (var index = 0; index < list.Length; index++)
        {
            var to = calls[index].To ?? throw new ArgumentException("An identity calls somebody.", nameof(calls));
            list[index] = AbiValue.List(to, calls[index].Value, calls[index].Data.ToArray());
        }

        return Call(ForwardBatchTo, identity, list);
    }

    /// <summary>Adds an owner, who may act at once. An older owner may.</summary>
    public EthereumCall AddOwner(Address identity, Address owner) => Call("addOwner(address,address)", identity, owner);

    /// <summary>Adds an owner, who may act when the user lock has passed. The recovery key may.</summary>
    public EthereumCall AddOwnerFromRecovery(Address identity, Address owner) => Call("addOwnerFromRecovery(address,address)", identity, owner);

    /// <summary>Takes an owner away. An older owner may, but not itself.</summary>
    public EthereumCall RemoveOwner(Address identity, Address owner) => Call("removeOwner(address,address)", identity, owner);

    /// <summary>Names another recovery key. An older owner may.</summary>
    public EthereumCall ChangeRecovery(Address identity, Address recoveryKey) => Call("changeRecovery(address,address)", identity, recoveryKey);

    /// <summary>Announces that the identity will belong to another manager. An older owner may.</summary>
    public EthereumCall InitiateMigration(Address identity, Address newManager) => Call("initiateMigration(address,address)", identity, newManager);

    /// <summary>Takes the announcement back. Any owner may.</summary>
    public EthereumCall CancelMigration(Address identity) => Call("cancelMigration(address)", identity);

    /// <summary>Hands the identity over, once the admin lock has passed since it was announced. An older owner may.</summary>
    public EthereumCall FinalizeMigration(Address identity) => Call("finalizeMigration(address)", identity);

    /// <summary>Whether a key may act for an identity.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public async ValueTask<bool> IsOwnerAsync(Address identity, Address key, CancellationToken cancellationToken = default) =>
        (await ReadAsync(IsOwner, [identity, key], cancellationToken).ConfigureAwait(false)).AsBoolean();

    /// <summary>Whether a key may change the owners of an identity.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public async ValueTask<bool> IsOlderOwnerAsync(Address identity, Address key, CancellationToken cancellationToken = default) =>
        (await ReadAsync(IsOlderOwner, [identity, key], cancellationToken).ConfigureAwait(false)).AsBoolean();

    /// <summary>The recovery key of an identity; zero where the manager does not know it.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public async ValueTask<Address> GetRecoveryKeyAsync(Address identity, CancellationToken cancellationToken = default) =>
        (await ReadAsync(RecoveryKeys, [identity], cancellationToken).ConfigureAwait(false)).AsAddress();

    private EthereumCall Call(string function, params AbiValue[] arguments) => Call(AbiFunction.Parse(function), arguments);

    private EthereumCall Call(AbiFunction function, params AbiValue[] arguments) => new() { To = Address, Data = function.EncodeCall(arguments) };
}
