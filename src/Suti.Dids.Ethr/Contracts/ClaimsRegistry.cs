// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>Claims of anyone about anyone on a chain: a deployed registry of ERC-780.</summary>
public sealed class ClaimsRegistry
{
    private static readonly AbiFunction Set = AbiFunction.Parse("function setClaim(address subject, bytes32 key, bytes32 value)");
    private static readonly AbiFunction Remove = AbiFunction.Parse("function removeClaim(address issuer, address subject, bytes32 key)");
    private static readonly AbiFunction Get = AbiFunction.Parse("function getClaim(address issuer, address subject, bytes32 key) view returns (bytes32)");

    private static readonly AbiEvent ClaimSet = AbiEvent.Parse(
        "event ClaimSet(address indexed issuer, address indexed subject, bytes32 indexed key, bytes32 value, uint256 updatedAt)");

    private static readonly AbiEvent ClaimRemoved =
        AbiEvent.Parse("event ClaimRemoved(address indexed issuer, address indexed subject, bytes32 indexed key, uint256 removedAt)");

    private readonly EthereumClient _client;

    /// <summary>The registry at an address.</summary>
    public ClaimsRegistry(EthereumClient client, Address address)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, Address) = (client, address);
    }

    /// <summary>Where the registry is.</summary>
    public Address Address { get; }

    /// <summary>Claims something; the sender of the call is the issuer.</summary>
    public EthereumCall SetClaim(Address subject, UInt256 key, UInt256 value) =>
        new() { To = Address, Data = Set.EncodeCall(subject, key.ToBigEndian(), value.ToBigEndian()) };

    /// <summary>Removes a claim. Its issuer and its subject may.</summary>
    public EthereumCall RemoveClaim(Address issuer, Address subject, UInt256 key) =>
        new() { To = Address, Data = Remove.EncodeCall(issuer, subject, key.ToBigEndian()) };

    /// <summary>The value of a claim; zero where there is none.</summary>
    /// <exception cref="SutiException">The node failed, or there is no registry at the address.</exception>
    public async ValueTask<UInt256> GetClaimAsync(Address issuer, Address subject, UInt256 key, CancellationToken cancellationToken = default)
    {
        var values = await _client.CallAsync(Address, Get, [issuer, subject, key.ToBigEndian()], cancellationToken: cancellationToken).ConfigureAwait(false);
        return UInt256.FromBigEndian(values[0].AsBytes());
    }

    /// <summary>All that was claimed and removed, in the order in which it happened; each part that is null may be any.</summary>
    /// <exception cref="SutiException">The node failed or lied, or there is more than the client's limit.</exception>
    public async ValueTask<IReadOnlyList<Claim>> FindAsync(
        Address? issuer, Address? subject, UInt256? key = null, ulong fromBlock = 0, CancellationToken cancellationToken = default)
    {
        var newest = await _client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        var logs = await _client.GetLogsAsync(
            new LogFilter
            {
                Address = Address,
                FromBlock = fromBlock,
                ToBlock = newest,
                Topics =
                [
                    [UInt256.FromBigEndian(ClaimSet.Topic), UInt256.FromBigEndian(ClaimRemoved.Topic)],
                    issuer is { } by ? [EthrRegistryAbi.TopicOf(by)] : null,
                    subject is { } about ? [EthrRegistryAbi.TopicOf(about)] : null,
                    key is { } one ? [one] : null,
                ],
            },
            cancellationToken).ConfigureAwait(false);
        return [.. logs.Select(Read)];
    }

    private static Claim Read(EthereumLog log)
    {
        if (ClaimSet.TryDecode(log.Topics, log.Data.Span, out var values))
        {
            return Make(UInt256.FromBigEndian(values[3].AsBytes()));
        }

        return ClaimRemoved.TryDecode(log.Topics, log.Data.Span, out values)
            ? Make(null)
            : throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "A log of the registry is malformed.");

        Claim Make(UInt256? value) =>
            new(values[0].AsAddress(), values[1].AsAddress(), UInt256.FromBigEndian(values[2].AsBytes()), value, log.BlockNumber);
    }
}
