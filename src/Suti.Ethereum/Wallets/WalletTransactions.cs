// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Transactions as wallets take them.</summary>
internal static class WalletTransactions
{
    /// <exception cref="SutiException">Wallets have no form for the type of the transaction.</exception>
    public static string Write(Address from, Transaction transaction)
    {
        var fees = transaction switch
        {
            LegacyTransaction legacy => $"\"type\":\"0x0\",\"gasPrice\":\"{RpcValue.Quantity(legacy.GasPrice)}\"",
            AccessListTransaction listed => $"\"type\":\"0x1\",\"gasPrice\":\"{RpcValue.Quantity(listed.GasPrice)}\"",
            FeeMarketTransaction market =>
                $"\"type\":\"0x2\",\"maxFeePerGas\":\"{RpcValue.Quantity(market.MaxFeePerGas)}\",\"maxPriorityFeePerGas\":\"{RpcValue.Quantity(market.MaxPriorityFeePerGas)}\"",
            _ => throw new SutiException(EthereumErrorCodes.WalletUnsupported, "Wallets do not take transactions of this type."),
        };
        var input = Hex.EncodePrefixed(transaction.Data.Span);
        var text = new StringBuilder($"[{{\"from\":\"{Lower(from)}\",\"nonce\":\"{RpcValue.Quantity(transaction.Nonce)}\",\"gas\":\"{RpcValue.Quantity(transaction.GasLimit)}\"")
            .Append($",\"value\":\"{RpcValue.Quantity(transaction.Value)}\",\"data\":\"{input}\",{fees}");
        if (transaction.ChainId is { } chainId)
        {
            text.Append($",\"chainId\":\"{RpcValue.Quantity(chainId)}\"");
        }

        if (transaction.To is { } to)
        {
            text.Append($",\"to\":\"{Lower(to)}\"");
        }

        if (transaction.AccessEntries.Count > 0)
        {
            text.Append(",\"accessList\":[");
            text.AppendJoin(',', transaction.AccessEntries.Select(static entry =>
                $"{{\"address\":\"{Lower(entry.Address)}\",\"storageKeys\":[{string.Join(',', entry.StorageKeys.Select(static key => $"\"{RpcValue.Word(key)}\""))}]}}"));
            text.Append(']');
        }

        return text.Append("}]").ToString();
    }

    /// <summary>Whether what a node knows under a hash is that transaction of that account, whatever nonce, gas and fees the wallet chose.</summary>
    public static bool IsThat(JsonElement known, Address from, Transaction transaction) =>
        known.ValueKind == JsonValueKind.Object
        && RpcValue.AddressMember(known, "from") == from
        && (transaction.To is { } to
            ? RpcValue.AddressMember(known, "to") == to
            : !known.TryGetProperty("to"u8, out var none) || none.ValueKind == JsonValueKind.Null)
        && RpcValue.UInt256Member(known, "value") == transaction.Value
        && known.TryGetProperty("input"u8, out var input) && RpcValue.Bytes(input, "input").AsSpan().SequenceEqual(transaction.Data.Span);

    private static string Lower(Address address) => Hex.EncodePrefixed(address.ToBytes());
}
