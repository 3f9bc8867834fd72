// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <content>What the manager knows beside the rights of a key.</content>
public sealed partial class IdentityManager
{
    private static readonly AbiFunction Forwarder = AbiFunction.Parse("function trustedForwarder() view returns (address)");
    private static readonly AbiFunction Predict =
        AbiFunction.Parse("function predictIdentity(address creator, address owner, address recoveryKey, bytes32 salt) view returns (address)");

    private static readonly AbiFunction AdminRate = AbiFunction.Parse("function ADMIN_RATE() view returns (uint256)");
    private static readonly AbiFunction UserLock = AbiFunction.Parse("function USER_TIME_LOCK() view returns (uint256)");
    private static readonly AbiFunction AdminLock = AbiFunction.Parse("function ADMIN_TIME_LOCK() view returns (uint256)");
    private static readonly AbiFunction NewManager = AbiFunction.Parse("function migrationNewAddress(address identity) view returns (address)");
    private static readonly AbiFunction Initiated = AbiFunction.Parse("function migrationInitiated(address identity) view returns (uint256)");

    private static readonly AbiEvent OwnerAdded = AbiEvent.Parse("event LogOwnerAdded(address indexed identity, address indexed owner, address instigator)");
    private static readonly AbiEvent OwnerRemoved = AbiEvent.Parse("event LogOwnerRemoved(address indexed identity, address indexed owner, address instigator)");

    private static readonly AbiEvent Migrated =
        AbiEvent.Parse("event LogMigrationFinalized(address indexed identity, address indexed newIdManager, address instigator)");

    /// <summary>The owners of an identity in the order in which they were added, also those whose lock still runs. They are read from the events.</summary>
    /// <exception cref="SutiException">The node failed or lied, or there are more events than the client's limit.</exception>
    public async ValueTask<IReadOnlyList<Address>> GetOwnersAsync(Address identity, ulong fromBlock = 0, CancellationToken cancellationToken = default)
    {
        AbiEvent[] events = [Created, OwnerAdded, OwnerRemoved, Migrated];
        var filter = new LogFilter
        {
            Address = Address,
            FromBlock = fromBlock,
            ToBlock = await _client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false),
            Topics = [Array.ConvertAll(events, one => UInt256.FromBigEndian(one.Topic)), [EthrRegistryAbi.TopicOf(identity)]],
        };
        var owners = new List<Address>();
        foreach (var log in await _client.GetLogsAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (Created.TryDecode(log.Topics, log.Data.Span, out var values))
            {
                owners.Add(values[2].AsAddress());
            }
            else if (OwnerAdded.TryDecode(log.Topics, log.Data.Span, out values))
            {
                owners.Add(values[1].AsAddress());
            }
            else if (OwnerRemoved.TryDecode(log.Topics, log.Data.Span, out values))
            {
                owners.Remove(values[1].AsAddress());
            }
            else if (Migrated.TryDecode(log.Topics, log.Data.Span, out _))
            {
                owners.Clear();
            }
            else
            {
                throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "A log of the manager is malformed.");
            }
        }

        return owners;
    }

    /// <summary>The migration that was announced for an identity: to which manager, and when it may be finished. Null when there is none.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public async ValueTask<(Address NewManager, DateTimeOffset FinalFrom)?> GetMigrationAsync(Address identity, CancellationToken cancellationToken = default)
    {
        var next = (await ReadAsync(NewManager, [identity], cancellationToken).ConfigureAwait(false)).AsAddress();
        if (next.IsZero)
        {
            return null;
        }

        var initiated = (await ReadAsync(Initiated, [identity], cancellationToken).ConfigureAwait(false)).AsUInt256();
        var locked = (await ReadAsync(AdminLock, [], cancellationToken).ConfigureAwait(false)).AsUInt256();

        // The contract asks for a second more than the lock.
        return (next, DateTimeOffset.FromUnixTimeSeconds((long)Math.Min((ulong)(initiated + locked + 1), 253_402_300_799)));
    }

    /// <summary>The address of the identity that a creator would make with a salt, or has made.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public async ValueTask<Address> PredictAsync(
        Address creator, Address owner, Address recoveryKey, UInt256 salt, CancellationToken cancellationToken = default) =>
        (await ReadAsync(Predict, [creator, owner, recoveryKey, salt.ToBigEndian()], cancellationToken).ConfigureAwait(false)).AsAddress();

    /// <summary>For how long an announced migration waits, and how old an owner is that may change the others.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public ValueTask<TimeSpan> GetAdminLockAsync(CancellationToken cancellationToken = default) => ReadTimeAsync(AdminLock, cancellationToken);

    /// <summary>How long a key waits between two changes of an identity.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public ValueTask<TimeSpan> GetAdminRateAsync(CancellationToken cancellationToken = default) => ReadTimeAsync(AdminRate, cancellationToken);

    /// <summary>For how long an owner that the recovery key added has to wait.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public ValueTask<TimeSpan> GetUserLockAsync(CancellationToken cancellationToken = default) => ReadTimeAsync(UserLock, cancellationToken);

    /// <summary>The relay that the manager believes; zero for none.</summary>
    /// <exception cref="SutiException">The node failed, or there is no manager at the address.</exception>
    public async ValueTask<Address> GetRelayAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(Forwarder, [], cancellationToken).ConfigureAwait(false)).AsAddress();

    private async ValueTask<TimeSpan> ReadTimeAsync(AbiFunction function, CancellationToken cancellationToken) =>
        TimeSpan.FromSeconds((ulong)(await ReadAsync(function, [], cancellationToken).ConfigureAwait(false)).AsUInt256());

    private async ValueTask<AbiValue> ReadAsync(AbiFunction function, AbiValue[] arguments, CancellationToken cancellationToken) =>
        (await _client.CallAsync(Address, function, arguments, cancellationToken: cancellationToken).ConfigureAwait(false))[0];
}
