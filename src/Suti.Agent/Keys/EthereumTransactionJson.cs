// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Agent;

/// <summary>Reads transactions as ethers writes them in JSON: numbers, decimal texts or hexadecimal texts.</summary>
internal static class EthereumTransactionJson
{
    private static readonly string[] Known =
    [
        "type", "to", "nonce", "gasLimit", "gas", "gasPrice", "maxFeePerGas", "maxPriorityFeePerGas", "value", "data", "input",
        "chainId", "accessList", "from", "v", "r", "s",
    ];

    public static Transaction Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("transaction must be an object");
        }

        foreach (var member in json.EnumerateObject())
        {
            if (!Known.Contains(member.Name))
            {
                // A member that is left out would be signed away silently.
                throw Invalid($"transaction has an unknown member \"{member.Name}\"");
            }
        }

        var to = ReadText(json, "to") is { } address
            ? Address.TryParse(address, out var parsed) ? parsed : throw Invalid("\"to\" is not an address")
            : (Address?)null;
        var (nonce, gas) = (ReadUInt64(json, "nonce") ?? 0, ReadUInt64(json, "gasLimit") ?? ReadUInt64(json, "gas") ?? 0);
        var (value, data) = (ReadNumber(json, "value") ?? default, ReadBytes(json, "data") ?? ReadBytes(json, "input") ?? []);
        var chainId = ReadUInt64(json, "chainId");
        var (gasPrice, maxFee, priority) =
            (ReadNumber(json, "gasPrice"), ReadNumber(json, "maxFeePerGas"), ReadNumber(json, "maxPriorityFeePerGas"));
        var accessList = ReadAccessList(json);
        return (ReadUInt64(json, "type") ?? InferType(maxFee, priority, accessList, gasPrice)) switch
        {
            0 => new LegacyTransaction
            {
                To = to,
                Nonce = nonce,
                GasLimit = gas,
                Value = value,
                Data = data,
                ChainId = chainId,
                GasPrice = gasPrice ?? default,
            },
            1 => new AccessListTransaction
            {
                To = to,
                Nonce = nonce,
                GasLimit = gas,
                Value = value,
                Data = data,
                ChainId = chainId,
                GasPrice = gasPrice ?? default,
                AccessList = accessList ?? [],
            },
            2 => new FeeMarketTransaction
            {
                To = to,
                Nonce = nonce,
                GasLimit = gas,
                Value = value,
                Data = data,
                ChainId = chainId,
                AccessList = accessList ?? [],
                MaxFeePerGas = maxFee ?? default,
                MaxPriorityFeePerGas = priority ?? default,
            },
            _ => throw Invalid("\"type\" must be 0, 1 or 2"),
        };
    }

    private static ulong InferType(UInt256? maxFee, UInt256? priority, IReadOnlyList<AccessListEntry>? accessList, UInt256? gasPrice) =>
        maxFee is not null || priority is not null ? 2UL
        : accessList is not null ? (gasPrice is null ? 2UL : 1UL)
        : gasPrice is null ? 2UL : 0UL;

    private static AccessListEntry[]? ReadAccessList(JsonElement json)
    {
        if (!TryGet(json, "accessList", out var list))
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("\"accessList\" must be a list");
        }

        return [.. list.EnumerateArray().Select(ReadAccessListEntry)];
    }

    private static AccessListEntry ReadAccessListEntry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object
            || !Address.TryParse(ReadText(entry, "address"), out var address)
            || !TryGet(entry, "storageKeys", out var keys)
            || keys.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("an entry of \"accessList\" has an address and storageKeys");
        }

        return new(address, [.. keys.EnumerateArray().Select(static key =>
            key.ValueKind == JsonValueKind.String && Hex.TryDecodePrefixed(key.GetString(), out var bytes) && bytes.Length == 32
                ? UInt256.FromBigEndian(bytes)
                : throw Invalid("a storage key has 32 bytes"))]);
    }

    private static byte[]? ReadBytes(JsonElement json, string name) => ReadText(json, name) is { } text
        ? Hex.TryDecodePrefixed(text, out var bytes) ? bytes : throw Invalid($"\"{name}\" is not hexadecimal digits after 0x")
        : null;

    private static string? ReadText(JsonElement json, string name) => TryGet(json, name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Invalid($"\"{name}\" must be a text")
        : null;

    private static ulong? ReadUInt64(JsonElement json, string name) => ReadNumber(json, name) is { } number
        ? number.TryToUInt64(out var small) ? small : throw Invalid($"\"{name}\" is too large")
        : null;

    private static UInt256? ReadNumber(JsonElement json, string name)
    {
        if (!TryGet(json, name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetUInt64(out var small) => UInt256.Parse(small.ToString(CultureInfo.InvariantCulture)),
            JsonValueKind.String when TryParse(value.GetString()!, out var parsed) => parsed,
            _ => throw Invalid($"\"{name}\" is not a number"),
        };
    }

    private static bool TryParse(string text, out UInt256 number)
    {
        if (!text.StartsWith("0x", StringComparison.Ordinal))
        {
            return UInt256.TryParse(text, out number);
        }

        number = default;
        var digits = text.AsSpan(2);
        if (digits.Length is 0 or > 64 || !Hex.TryDecode((digits.Length % 2 == 1 ? "0" : "") + digits.ToString(), out var bytes))
        {
            return false;
        }

        number = UInt256.FromBigEndian(bytes);
        return true;
    }

    private static bool TryGet(JsonElement json, string name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static SutiException Invalid(string what) => new(AgentErrorCodes.InvalidArgument, $"/transaction {what}.");
}
