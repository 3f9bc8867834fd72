// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Writes the parameters of calls. All values are digits and names that need no escapes.</summary>
internal static class RpcParameters
{
    public static string Call(EthereumCall call, BlockTag block) => $"[{Write(call)},\"{block}\"]";

    public static string Estimate(EthereumCall call) => $"[{Write(call)}]";

    public static string AddressAt(Address address, BlockTag block) => $"[\"{Lower(address)}\",\"{block}\"]";

    public static string Filter(LogFilter filter, ulong from, ulong to) =>
        $"[{{\"address\":\"{Lower(filter.Address)}\",\"fromBlock\":\"{RpcValue.Quantity(from)}\",\"toBlock\":\"{RpcValue.Quantity(to)}\",\"topics\":{Topics(filter)}}}]";

    public static string Subscription(LogFilter filter) => $"[\"logs\",{{\"address\":\"{Lower(filter.Address)}\",\"topics\":{Topics(filter)}}}]";

    private static string Topics(LogFilter filter)
    {
        var text = new StringBuilder("[");
        for (var index = 0; index < filter.Topics.Count; index++)
        {
            text.Append(index == 0 ? "" : ",");
            text.Append(filter.Topics[index] is { Count: > 0 } values
                ? $"[{string.Join(',', values.Select(value => $"\"{RpcValue.Word(value)}\""))}]"
                : "null");
        }

        return text.Append(']').ToString();
    }

    private static string Write(EthereumCall call)
    {
        var text = new StringBuilder($"{{\"data\":\"{Hex.EncodePrefixed(call.Data.Span)}\"");
        if (call.To is { } to)
        {
            text.Append($",\"to\":\"{Lower(to)}\"");
        }

        if (call.From is { } from)
        {
            text.Append($",\"from\":\"{Lower(from)}\"");
        }

        if (!call.Value.IsZero)
        {
            text.Append($",\"value\":\"{RpcValue.Quantity(call.Value)}\"");
        }

        if (call.GasLimit is { } gas)
        {
            text.Append($",\"gas\":\"{RpcValue.Quantity(gas)}\"");
        }

        return text.Append('}').ToString();
    }

    private static string Lower(Address address) => Hex.EncodePrefixed(address.ToBytes());
}
