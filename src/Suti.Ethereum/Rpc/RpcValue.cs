// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Reads the values of answers. What is not as the specification of the nodes' API says is refused.</summary>
internal static class RpcValue
{
    private const int MaxTopics = 4;

    public static SutiException Invalid(string what) => new(EthereumErrorCodes.RpcResponseInvalid, $"The node's answer has {what} that is malformed.");

    public static bool TryUInt256(JsonElement value, out UInt256 number)
    {
        number = default;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 2 and <= 66 } text
            && text.StartsWith("0x", StringComparison.Ordinal) && UInt256.TryParse(text, out number);
    }

    public static UInt256 UInt256Of(JsonElement value, string what) => TryUInt256(value, out var number) ? number : throw Invalid(what);

    public static ulong UInt64Of(JsonElement value, string what) =>
        TryUInt256(value, out var number) && number.TryToUInt64(out var narrow) ? narrow : throw Invalid(what);

    public static UInt256 Hash(JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 66
        && TryUInt256(value, out var hash)
            ? hash
            : throw Invalid(name);

    public static UInt256 UInt256Member(JsonElement parent, string name) =>
        TryGet(parent, name, out var value) ? UInt256Of(value, name) : throw Invalid(name);

    public static ulong UInt64Member(JsonElement parent, string name) =>
        TryGet(parent, name, out var value) ? UInt64Of(value, name) : throw Invalid(name);

    public static byte[] Bytes(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.String && Hex.TryDecodePrefixed(value.GetString(), out var bytes) ? bytes : throw Invalid(what);

    public static Address AddressMember(JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind == JsonValueKind.String && Address.TryParse(value.GetString(), out var address)
            ? address
            : throw Invalid(name);

    public static EthereumBlock? Block(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var seconds = UInt64Member(value, "timestamp");
        return new EthereumBlock(
            UInt64Member(value, "number"),
            Hash(value, "hash"),
            Hash(value, "parentHash"),
            seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : throw Invalid("timestamp"),
            TryGet(value, "baseFeePerGas", out var fee) && TryUInt256(fee, out var baseFee) ? baseFee : null);
    }

    public static EthereumLog Log(JsonElement value) => Log(value, out var isRemoved) is var log && !isRemoved ? log : throw Invalid("a log");

    public static EthereumLog Log(JsonElement value, out bool isRemoved)
    {
        if (!TryGet(value, "topics", out var topics) || topics.ValueKind != JsonValueKind.Array || topics.GetArrayLength() > MaxTopics
            || !TryGet(value, "data", out var data))
        {
            throw Invalid("a log");
        }

        isRemoved = TryGet(value, "removed", out var removed) && removed.ValueKind == JsonValueKind.True;

        return new EthereumLog(
            AddressMember(value, "address"),
            [.. topics.EnumerateArray().Select(topic => UInt256Of(topic, "topics"))],
            Bytes(data, "data"),
            UInt64Member(value, "blockNumber"),
            Hash(value, "blockHash"),
            Hash(value, "transactionHash"),
            UInt64Member(value, "logIndex"));
    }

    public static TransactionReceipt? Receipt(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (!TryGet(value, "logs", out var logs) || logs.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("logs");
        }

        return new TransactionReceipt(
            Hash(value, "transactionHash"),
            UInt64Member(value, "blockNumber"),
            Hash(value, "blockHash"),
            UInt64Member(value, "status") == 1,
            UInt64Member(value, "gasUsed"),
            TryGet(value, "effectiveGasPrice", out var price) ? UInt256Of(price, "effectiveGasPrice") : UInt256.Zero,
            TryGet(value, "contractAddress", out var created) && created.ValueKind == JsonValueKind.String
                ? AddressMember(value, "contractAddress")
                : null,
            [.. logs.EnumerateArray().Select(Log)]);
    }

    public static string Quantity(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    public static string Quantity(UInt256 value) => value.IsZero ? "0x0" : "0x" + Hex.Encode(value.ToBigEndian()).TrimStart('0');

    public static string Word(UInt256 value) => Hex.EncodePrefixed(value.ToBigEndian());

    private static bool TryGet(JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }
}
