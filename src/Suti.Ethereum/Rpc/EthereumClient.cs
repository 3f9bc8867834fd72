// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// The calls of a node that identities need, typed. Before the first one the node's chain is compared with the expected one. Safe for use
/// from several threads.
/// </summary>
public sealed partial class EthereumClient
{
    private readonly IJsonRpcTransport _transport;
    private readonly EthereumClientOptions _options;
    private readonly ConcurrentDictionary<Address, SemaphoreSlim> _turns = new();
    private ulong? _chainId;

    /// <summary>A client of what the transport leads to.</summary>
    public EthereumClient(IJsonRpcTransport transport, EthereumClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        (_transport, _options) = (transport, options ?? EthereumClientOptions.Standard);
    }

    internal TimeProvider Clock => _options.Clock;

    /// <summary>Whose turn it is to send for an account: two that read the same nonce would stand in each other's way.</summary>
    internal SemaphoreSlim TurnOf(Address account) => _turns.GetOrAdd(account, static _ => new SemaphoreSlim(1, 1));

    /// <summary>A client of nodes over HTTP: tried again with growing waits, the later addresses where the earlier fail.</summary>
    /// <exception cref="ArgumentException">There is no address, or one is not of <c>http</c> or <c>https</c>.</exception>
    public static EthereumClient Connect(HttpClient http, EthereumClientOptions? options, params IReadOnlyList<Uri> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var clock = (options ?? EthereumClientOptions.Standard).Clock;
        var nodes = endpoints.Select(endpoint => (IJsonRpcTransport)new HttpJsonRpcTransport(http, endpoint, clock: clock)).ToArray();
        return new EthereumClient(new RetryingTransport(new FailoverTransport(nodes), clock: clock), options);
    }

    /// <summary>The node's chain.</summary>
    /// <exception cref="SutiException">It is not the expected one: <see cref="EthereumErrorCodes.WrongChain"/>; or the node failed.</exception>
    public async ValueTask<ulong> GetChainIdAsync(CancellationToken cancellationToken = default)
    {
        if (_chainId is { } known)
        {
            return known;
        }

        var answers = await _transport.SendAsync([new JsonRpcRequest("eth_chainId")], cancellationToken).ConfigureAwait(false);
        return CheckChain(RpcValue.UInt64Of(Result(answers[0]), "chainId"));
    }

    /// <summary>
    /// Makes calls together; where a call is refused, its answer has the error. The chain is checked in the same exchange when it has not been
    /// yet.
    /// </summary>
    /// <exception cref="SutiException">The node failed, or is of another chain than the expected one.</exception>
    public async ValueTask<IReadOnlyList<JsonRpcResponse>> BatchAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (_chainId is not null)
        {
            return await _transport.SendAsync(requests, cancellationToken).ConfigureAwait(false);
        }

        var answers = await _transport.SendAsync([new JsonRpcRequest("eth_chainId"), .. requests], cancellationToken).ConfigureAwait(false);
        CheckChain(RpcValue.UInt64Of(Result(answers[0]), "chainId"));
        return [.. answers.Skip(1)];
    }

    /// <summary>The number of the newest block.</summary>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<ulong> GetBlockNumberAsync(CancellationToken cancellationToken = default) =>
        RpcValue.UInt64Of(await AskAsync("eth_blockNumber", "[]", cancellationToken).ConfigureAwait(false), "blockNumber");

    /// <summary>A block; null when there is none yet.</summary>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<EthereumBlock?> GetBlockAsync(BlockTag block, CancellationToken cancellationToken = default) =>
        RpcValue.Block(await AskAsync("eth_getBlockByNumber", $"[\"{block}\",false]", cancellationToken).ConfigureAwait(false));

    /// <summary>The wei of an account.</summary>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<UInt256> GetBalanceAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        RpcValue.UInt256Of(
            await AskAsync("eth_getBalance", RpcParameters.AddressAt(account, block), cancellationToken).ConfigureAwait(false), "balance");

    /// <summary>The code of a contract; empty where there is none.</summary>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<byte[]> GetCodeAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        RpcValue.Bytes(
            await AskAsync("eth_getCode", RpcParameters.AddressAt(account, block), cancellationToken).ConfigureAwait(false), "code");

    /// <summary>How many transactions an account has sent: its next nonce.</summary>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<ulong> GetTransactionCountAsync(
        Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        RpcValue.UInt64Of(
            await AskAsync("eth_getTransactionCount", RpcParameters.AddressAt(account, block), cancellationToken).ConfigureAwait(false), "nonce");

    /// <summary>Calls a contract without a transaction. That it reverts is an outcome, not an exception.</summary>
    /// <exception cref="SutiException">The node failed, or refused for another reason than a revert.</exception>
    public async ValueTask<CallOutcome> TryCallAsync(EthereumCall call, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        var answers = await BatchAsync([new JsonRpcRequest("eth_call", RpcParameters.Call(call, block))], cancellationToken).ConfigureAwait(false);
        return RpcFaults.RevertOf(answers[0]) is { } data
            ? new CallOutcome(data, isReverted: true)
            : new CallOutcome(RpcValue.Bytes(Result(answers[0]), "result"), isReverted: false);
    }

    /// <summary>Calls a function without a transaction and gives its results.</summary>
    /// <exception cref="SutiException">
    /// The contract reverted, there is no contract, what it gave is not of the function's types, or the node failed.
    /// </exception>
    public async ValueTask<AbiValue[]> CallAsync(
        Address contract, AbiFunction function, AbiValue[] arguments, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(arguments);
        var call = new EthereumCall { To = contract, Data = function.EncodeCall(arguments) };
        var outcome = await TryCallAsync(call, block, cancellationToken).ConfigureAwait(false);
        return DecodeResult(contract, function, outcome);
    }

    /// <summary>Calls a contract in its newest state, and reads the number of the newest block and some blocks in the same exchange.</summary>
    /// <param name="call">The call.</param>
    /// <param name="blocks">The numbers of the blocks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result, the newest block, and the blocks in their order, each of them null when there is none yet.</returns>
    /// <exception cref="SutiException">The contract reverted, or the node failed.</exception>
    public async ValueTask<(ReadOnlyMemory<byte> Result, ulong Newest, IReadOnlyList<EthereumBlock?> Blocks)> CallWithBlocksAsync(
        EthereumCall call, IReadOnlyList<ulong> blocks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(blocks);
        var answers = await BatchAsync(
            [new JsonRpcRequest("eth_call", RpcParameters.Call(call, BlockTag.Latest)), new JsonRpcRequest("eth_blockNumber"), .. blocks.Select(BlockRequest)],
            cancellationToken).ConfigureAwait(false);
        return (
            RpcValue.Bytes(Result(answers[0]), "result"),
            RpcValue.UInt64Of(Result(answers[1]), "blockNumber"),
            [.. answers.Skip(2).Select(static answer => RpcValue.Block(Result(answer)))]);
    }

    /// <summary>Several blocks in one exchange, in the order of their numbers as given.</summary>
    /// <exception cref="SutiException">The node failed, or does not have one of them.</exception>
    public async ValueTask<IReadOnlyList<EthereumBlock>> GetBlocksAsync(IReadOnlyList<ulong> numbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var answers = await BatchAsync([.. numbers.Select(BlockRequest)], cancellationToken).ConfigureAwait(false);
        return
        [
            .. answers.Select((answer, index) => RpcValue.Block(Result(answer)) is { } block && block.Number == numbers[index]
                ? block
                : throw RpcValue.Invalid("a block")),
        ];
    }

    /// <summary>The gas that a call would take in the next block.</summary>
    /// <exception cref="SutiException">It would be reverted, the account cannot pay, or the node failed.</exception>
    public async ValueTask<ulong> EstimateGasAsync(EthereumCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return RpcValue.UInt64Of(
            await AskAsync("eth_estimateGas", RpcParameters.Estimate(call), cancellationToken).ConfigureAwait(false), "gas");
    }

    /// <summary>
    /// What to offer for gas: twice the newest base fee, so that six full blocks in a row do not outbid it, and the median tip of the last
    /// ten blocks.
    /// </summary>
    /// <exception cref="SutiException">The node failed or refused, or its chain has no base fee.</exception>
    public async ValueTask<FeeEstimate> EstimateFeesAsync(CancellationToken cancellationToken = default)
    {
        var history = await AskAsync("eth_feeHistory", "[\"0xa\",\"latest\",[50]]", cancellationToken).ConfigureAwait(false);
        if (history.ValueKind != JsonValueKind.Object || !history.TryGetProperty("baseFeePerGas"u8, out var fees)
            || fees.ValueKind != JsonValueKind.Array || fees.GetArrayLength() == 0)
        {
            throw RpcValue.Invalid("baseFeePerGas");
        }

        // The last one is that of the next block.
        var baseFee = RpcValue.UInt256Of(fees[fees.GetArrayLength() - 1], "baseFeePerGas");
        var tip = ReadTip(history);
        return new FeeEstimate((baseFee * 2) + tip, tip);
    }

    /// <summary>Sends a signed transaction. A node that has it already agrees to it again.</summary>
    /// <returns>The hash of the transaction.</returns>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<UInt256> SendRawTransactionAsync(SignedTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var hash = UInt256.FromBigEndian(transaction.GetHash());
        var request = new JsonRpcRequest("eth_sendRawTransaction", $"[\"{Hex.EncodePrefixed(transaction.Encoded.Span)}\"]");
        var answers = await BatchAsync([request], cancellationToken).ConfigureAwait(false);
        if (answers[0].Error is { } error && RpcFaults.IsAlreadyKnown(error))
        {
            return hash;
        }

        return RpcValue.UInt256Of(Result(answers[0]), "transactionHash") == hash ? hash : throw RpcValue.Invalid("transactionHash");
    }

    /// <summary>What became of a transaction; null while it is in no block.</summary>
    /// <exception cref="SutiException">The node failed or refused.</exception>
    public async ValueTask<TransactionReceipt?> GetReceiptAsync(UInt256 transactionHash, CancellationToken cancellationToken = default)
    {
        var receipt = RpcValue.Receipt(
            await AskAsync("eth_getTransactionReceipt", $"[\"{RpcValue.Word(transactionHash)}\"]", cancellationToken).ConfigureAwait(false));
        return receipt is null || receipt.TransactionHash == transactionHash ? receipt : throw RpcValue.Invalid("transactionHash");
    }

    /// <summary>
    /// Waits until a transaction stands in a block that has that many blocks above it less one, and that is still part of the chain then.
    /// </summary>
    /// <exception cref="SutiException">It was not confirmed in time: <see cref="EthereumErrorCodes.NotConfirmed"/>; or the node failed.</exception>
    public async ValueTask<TransactionReceipt> WaitForReceiptAsync(
        UInt256 transactionHash, int confirmations = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(confirmations, 1);
        var end = _options.Clock.GetUtcNow() + (timeout ?? TimeSpan.FromMinutes(5));
        while (true)
        {
            // A receipt that names another block than before, or is gone, was moved by a reorganization: the waiting starts anew by itself.
            if (await GetReceiptAsync(transactionHash, cancellationToken).ConfigureAwait(false) is { } receipt
                && await IsConfirmedAsync(receipt, confirmations, cancellationToken).ConfigureAwait(false))
            {
                return receipt;
            }

            if (_options.Clock.GetUtcNow() >= end)
            {
                throw new SutiException(EthereumErrorCodes.NotConfirmed, "The transaction was not confirmed in time.");
            }

            await Task.Delay(_options.PollInterval, _options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static AbiValue[] DecodeResult(Address contract, AbiFunction function, CallOutcome outcome)
    {
        if (outcome.IsReverted)
        {
            throw new SutiException(EthereumErrorCodes.Reverted, $"{function.Name} was reverted: {outcome.GetRevertReason()}.");
        }

        if (function.TryDecodeResult(outcome.Data.Span, out var values))
        {
            return values;
        }

        throw outcome.Data.IsEmpty
            ? new SutiException(EthereumErrorCodes.NoContract, $"There is no contract with {function.Name} at {contract}.")
            : new SutiException(EthereumErrorCodes.RpcResponseInvalid, $"What {function.Name} gave is not of its types.");
    }

    internal static JsonElement Result(JsonRpcResponse response) =>
        response.Error is { } error ? throw RpcFaults.ToException(error) : response.Result;

    private static JsonRpcRequest BlockRequest(ulong number) => new("eth_getBlockByNumber", $"[\"{RpcValue.Quantity(number)}\",false]");

    private async ValueTask<bool> IsConfirmedAsync(TransactionReceipt receipt, int confirmations, CancellationToken cancellationToken)
    {
        if (confirmations == 1)
        {
            return true;
        }

        var answers = await BatchAsync(
            [
                new JsonRpcRequest("eth_blockNumber"),
                BlockRequest(receipt.BlockNumber),
            ],
            cancellationToken).ConfigureAwait(false);
        return RpcValue.UInt64Of(Result(answers[0]), "blockNumber") + 1 >= receipt.BlockNumber + (ulong)confirmations
            && RpcValue.Block(Result(answers[1]))?.Hash == receipt.BlockHash;
    }

    private UInt256 ReadTip(JsonElement history)
    {
        if (!history.TryGetProperty("reward"u8, out var rewards) || rewards.ValueKind != JsonValueKind.Array)
        {
            return _options.FallbackPriorityFee;
        }

        // Blocks without transactions count as no tip at all; they say nothing.
        var tips = rewards.EnumerateArray()
            .Where(reward => reward.ValueKind == JsonValueKind.Array && reward.GetArrayLength() == 1)
            .Select(reward => RpcValue.UInt256Of(reward[0], "reward"))
            .Where(reward => !reward.IsZero)
            .Order()
            .ToArray();
        return tips.Length == 0 ? _options.FallbackPriorityFee : tips[tips.Length / 2];
    }

    private async ValueTask<JsonElement> AskAsync(string method, string parameters, CancellationToken cancellationToken)
    {
        var answers = await BatchAsync([new JsonRpcRequest(method, parameters)], cancellationToken).ConfigureAwait(false);
        return Result(answers[0]);
    }

    private ulong CheckChain(ulong chainId)
    {
        if (_options.ChainId is { } expected && expected != chainId)
        {
            throw new SutiException(EthereumErrorCodes.WrongChain, $"The node is of chain {chainId}, and {expected} was expected.");
        }

        _chainId = chainId;
        return chainId;
    }
}
