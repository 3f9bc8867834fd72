// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Agent;

/// <summary>Bytes to sign, in the forms that the wire has for them.</summary>
internal static class SignedData
{
    public static byte[] Read(string data, string? encoding)
    {
        byte[]? bytes = null;
        var known = true;
        switch (encoding)
        {
            case null or "utf-8" or "utf8":
                return Encoding.UTF8.GetBytes(data);
            case "base16" or "hex":
                _ = Hex.TryDecode(data.StartsWith("0x", StringComparison.Ordinal) ? data.AsSpan(2) : data, out bytes);
                break;
            case "base64":
                bytes = TryReadBase64(data);
                break;
            case "base64url":
                _ = Base64Url.TryDecode(data, out bytes);
                break;
            default:
                known = false;
                break;
        }

        return bytes ?? throw new SutiException(
            AgentErrorCodes.InvalidArgument, known ? $"/data is not {encoding}." : "/encoding is not utf-8, base16, hex, base64 or base64url.");
    }

    /// <summary>A text, or bytes as JavaScript writes them: a list of numbers, or an object with numbers as names.</summary>
    public static byte[] Read(JsonElement data)
    {
        var values = data.ValueKind switch
        {
            JsonValueKind.String => null,
            JsonValueKind.Array => data.EnumerateArray(),
            JsonValueKind.Object => data.EnumerateObject().Select(static member => member.Value),
            _ => (IEnumerable<JsonElement>)[default],
        };
        return values is null
            ? Encoding.UTF8.GetBytes(data.GetString()!)
            : [.. values.Select(static value => value.ValueKind == JsonValueKind.Number && value.TryGetByte(out var number)
                ? number
                : throw new SutiException(AgentErrorCodes.InvalidArgument, "/data must be a text or a list of bytes."))];
    }

    private static byte[]? TryReadBase64(string data)
    {
        var bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var written) ? bytes[..written] : null;
    }
}
