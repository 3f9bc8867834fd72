// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>Has calls that one key signs sent and paid for by another account: a deployed <c>IdentityRelay</c> (ERC-2771, EIP-712).</summary>
public sealed class IdentityRelay
{
    private const string RequestType = "(address from, address to, uint256 value, uint256 gas, uint256 nonce, uint256 deadline, bytes data)";

    private static readonly AbiFunction Nonces = AbiFunction.Parse("function nonces(address key) view returns (uint256)");
    private static readonly AbiFunction Execute = AbiFunction.Parse($"function execute({RequestType} request, bytes signature)");
    private static readonly AbiFunction Allow = AbiFunction.Parse("function allowSender(address sender, bool allowed)");
    private static readonly AbiFunction Allowed = AbiFunction.Parse("function allowedSenders(address sender) view returns (bool)");
    private static readonly AbiFunction ListOwner = AbiFunction.Parse("function LIST_OWNER() view returns (address)");
    private static readonly AbiEvent Relayed = AbiEvent.Parse("event Relayed(address indexed from, address indexed to, uint256 nonce, bool success)");
    private static readonly TimeSpan StandardValidity = TimeSpan.FromMinutes(10);

    private readonly EthereumClient _client;

    /// <summary>The relay at an address.</summary>
    public IdentityRelay(EthereumClient client, Address address)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, Address) = (client, address);
    }

    /// <summary>Where the relay is.</summary>
    public Address Address { get; }

    /// <summary>Signs a call for the relay of this chain. It works once, and until its validity ends by the clock of the chain.</summary>
    /// <param name="from">The key in whose name the call is made.</param>
    /// <param name="call">The call, with its gas, or 500,000 of it.</param>
    /// <param name="validity">How long it may be sent; ten minutes when absent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What anybody sends, with the value of the call.</returns>
    /// <exception cref="SutiException">The node failed, or there is no relay at the address.</exception>
    public async ValueTask<EthereumCall> SignAsync(
        ISigner from, EthereumCall call, TimeSpan? validity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(call);
        var account = Address.FromPublicKey(from.PublicKey);
        var to = call.To ?? throw new ArgumentException("A relayed call has a target.", nameof(call));
        var nonce = (await _client.CallAsync(Address, Nonces, [account], cancellationToken: cancellationToken).ConfigureAwait(false))[0].AsUInt256();
        var newest = await _client.GetBlockAsync(BlockTag.Latest, cancellationToken).ConfigureAwait(false)
            ?? throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The node has no newest block.");
        var deadline = (ulong)(newest.Timestamp + (validity ?? StandardValidity)).ToUnixTimeSeconds();
        var gas = call.GasLimit ?? 500_000;
        var chainId = await _client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        var json = GetTypedData(chainId, account, to, call, gas, nonce, deadline);

        // A wallet wants to see what it signs.
        var signature = from is IEthereumSigner wallet
            ? await wallet.SignTypedDataAsync(json, cancellationToken).ConfigureAwait(false)
            : (await EthereumSignature.SignAsync(from, TypedData.Parse(json).Digest.ToArray(), cancellationToken).ConfigureAwait(false)).ToBytes();
        var request = AbiValue.List(account, to, call.Value, gas, nonce, deadline, call.Data.ToArray());
        return new EthereumCall { To = Address, Value = call.Value, Data = Execute.EncodeCall(request, signature) };
    }

    /// <summary>Signs a call, has the payer send it, and waits until it stands in a block.</summary>
    /// <exception cref="SutiException">
    /// The call itself was reverted, or the relay refused it (<see cref="EthereumErrorCodes.Reverted"/>); the payer cannot pay; or the node failed.
    /// </exception>
    public async ValueTask<TransactionReceipt> ExecuteAsync(
        ISigner from, EthereumCall call, TransactionSender payer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(payer);
        if (call.Value.IsZero)
        {
            call = call with { GasLimit = await EstimateAsync(from, call, cancellationToken).ConfigureAwait(false) };
        }

        var signed = await SignAsync(from, call, cancellationToken: cancellationToken).ConfigureAwait(false);
        var receipt = await payer.ExecuteAsync(signed, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var log in receipt.Logs)
        {
            if (log.Address == Address && Relayed.TryDecode(log.Topics, log.Data.Span, out var values))
            {
                return values[3].AsBoolean()
                    ? receipt
                    : throw new SutiException(EthereumErrorCodes.Reverted, "The relayed call was reverted. Its nonce is spent.");
            }
        }

        throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "The receipt tells of no relayed call.");
    }

    /// <summary>The call that lets an account send requests, or no longer. Only the owner of the list may; a relay without one takes requests from all.</summary>
    public EthereumCall AllowSender(Address sender, bool isAllowed) => new() { To = Address, Data = Allow.EncodeCall(sender, isAllowed) };

    /// <summary>Whether an account may send requests.</summary>
    /// <exception cref="SutiException">The node failed, or there is no relay at the address.</exception>
    public async ValueTask<bool> CanSendAsync(Address sender, CancellationToken cancellationToken = default) =>
        (await _client.CallAsync(Address, ListOwner, [], cancellationToken: cancellationToken).ConfigureAwait(false))[0].AsAddress().IsZero
        || (await _client.CallAsync(Address, Allowed, [sender], cancellationToken: cancellationToken).ConfigureAwait(false))[0].AsBoolean();

    /// <summary>What the call takes when the relay makes it, by which a call that would be reverted is known, with its reason, before anything is spent.</summary>
    private async ValueTask<ulong> EstimateAsync(ISigner from, EthereumCall call, CancellationToken cancellationToken)
    {
        // ERC-2771: the key stands behind the input.
        byte[] input = [.. call.Data.Span, .. Address.FromPublicKey(from.PublicKey).ToBytes()];
        var gas = await _client.EstimateGasAsync(call with { From = Address, Data = input, GasLimit = null }, cancellationToken).ConfigureAwait(false);
        return call.GasLimit ?? gas + (gas / 4);
    }

    private byte[] GetTypedData(ulong chainId, Address from, Address to, EthereumCall call, ulong gas, UInt256 nonce, ulong deadline)
    {
        var json = string.Create(CultureInfo.InvariantCulture, $$"""
            {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},
            {"name":"verifyingContract","type":"address"}],"Request":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"value","type":"uint256"},
            {"name":"gas","type":"uint256"},{"name":"nonce","type":"uint256"},{"name":"deadline","type":"uint256"},{"name":"data","type":"bytes"}]},
            "primaryType":"Request",
            "domain":{"name":"IdentityRelay","version":"1","chainId":"{{chainId}}","verifyingContract":"{{Address}}"},
            "message":{"from":"{{from}}","to":"{{to}}","value":"{{call.Value}}","gas":"{{gas}}","nonce":"{{nonce}}","deadline":"{{deadline}}",
            "data":"{{Hex.EncodePrefixed(call.Data.Span)}}"} }
            """);
        return Encoding.UTF8.GetBytes(json);
    }
}
