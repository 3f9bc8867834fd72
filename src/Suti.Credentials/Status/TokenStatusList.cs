// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// The list of Token Status List: 1, 2, 4 or 8 bits for each token, the first one in the lowest bits of the first byte.
/// </summary>
public sealed class TokenStatusList
{
    private readonly byte[] _bytes;

    /// <summary>Makes a list in which all is valid.</summary>
    /// <param name="length">For how many tokens.</param>
    /// <param name="bits">The bits for each: 1, 2, 4 or 8.</param>
    public TokenStatusList(int length, int bits = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (!IsSize(bits))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), "A status has 1, 2, 4 or 8 bits.");
        }

        Bits = bits;
        _bytes = new byte[checked((int)((((long)length * bits) + 7) / 8))];
    }

    private TokenStatusList(byte[] bytes, int bits)
    {
        _bytes = bytes;
        Bits = bits;
    }

    /// <summary>The bits for each token.</summary>
    public int Bits { get; }

    /// <summary>For how many tokens it has room.</summary>
    public int Length => (int)((long)_bytes.Length * 8 / Bits);

    /// <summary>The status of a token: 0 valid, 1 invalid, 2 suspended, others the issuer's own.</summary>
    public byte this[int index]
    {
        get
        {
            Require(index);
            var at = (long)index * Bits;
            return (byte)((_bytes[at >> 3] >> (int)(at & 7)) & ((1 << Bits) - 1));
        }

        set
        {
            Require(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1 << Bits);
            var at = (long)index * Bits;
            var mask = ((1 << Bits) - 1) << (int)(at & 7);
            _bytes[at >> 3] = (byte)((_bytes[at >> 3] & ~mask) | (value << (int)(at & 7)));
        }
    }

    /// <summary>Reads the member <c>status_list</c> of a token, which may come from anywhere.</summary>
    public static bool TryReadJson(JsonElement statusList, int maxSize, [NotNullWhen(true)] out TokenStatusList? list)
    {
        list = null;
        return statusList.Member("bits") is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var bits)
            && statusList.Text("lst") is { } text && Base64Url.TryDecode(text, out var compressed)
            && TryDecode(compressed, bits, maxSize, out list);
    }

    /// <summary>Reads the map <c>status_list</c> of a CWT, which may come from anywhere.</summary>
    public static bool TryReadCbor(ReadOnlySpan<byte> statusList, int maxSize, [NotNullWhen(true)] out TokenStatusList? list)
    {
        list = null;
        if (!CborReader.TryCreate(statusList, null, out var reader) || !reader.TryReadStartMap(out var count) || count is null)
        {
            return false;
        }

        var bits = 0;
        byte[]? compressed = null;
        for (var index = 0; index < count; index++)
        {
            if (!reader.TryReadTextString(out var name))
            {
                return false;
            }

            var read = name switch
            {
                "bits" => reader.TryReadInt32(out bits),
                "lst" => TryReadBytes(ref reader, out compressed),
                _ => reader.TryReadEncodedItem(out _),
            };
            if (!read)
            {
                return false;
            }
        }

        return compressed is not null && TryDecode(compressed, bits, maxSize, out list);
    }

    /// <summary>Reads a compressed list that may come from anywhere.</summary>
    /// <param name="compressed">A ZLIB stream.</param>
    /// <param name="bits">The bits for each token.</param>
    /// <param name="maxSize">The bytes that it may have.</param>
    /// <param name="list">The list.</param>
    public static bool TryDecode(ReadOnlyMemory<byte> compressed, int bits, int maxSize, [NotNullWhen(true)] out TokenStatusList? list)
    {
        list = IsSize(bits) && BoundedInflate.TryInflate(compressed, isGzip: false, maxSize) is { } bytes ? new TokenStatusList(bytes, bits) : null;
        return list is not null;
    }

    /// <summary>The list compressed.</summary>
    public byte[] Encode() => BoundedInflate.Deflate(_bytes, isGzip: false);

    /// <summary>The member <c>status_list</c> of a JWT.</summary>
    /// <param name="aggregationUri">Where all lists of the issuer are named, if anywhere.</param>
    public JsonObject ToJson(string? aggregationUri = null)
    {
        var json = new JsonObject { ["bits"] = Bits, ["lst"] = Base64Url.Encode(Encode()) };
        if (aggregationUri is not null)
        {
            json["aggregation_uri"] = aggregationUri;
        }

        return json;
    }

    /// <summary>The map <c>status_list</c> of a CWT.</summary>
    /// <param name="aggregationUri">Where all lists of the issuer are named, if anywhere.</param>
    public byte[] ToCbor(string? aggregationUri = null)
    {
        using var writer = new CborWriter();
        writer.WriteStartMap(aggregationUri is null ? 2 : 3);
        writer.WriteTextString("bits");
        writer.WriteInt64(Bits);
        writer.WriteTextString("lst");
        writer.WriteByteString(Encode());
        if (aggregationUri is not null)
        {
            writer.WriteTextString("aggregation_uri");
            writer.WriteTextString(aggregationUri);
        }

        writer.WriteEndMap();
        return writer.ToArray();
    }

    private static bool TryReadBytes(ref CborReader reader, out byte[]? bytes)
    {
        bytes = reader.TryReadByteString(out var value) ? value.ToArray() : null;
        return bytes is not null;
    }

    private static bool IsSize(int bits) => bits is 1 or 2 or 4 or 8;

    private void Require(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
    }
}
