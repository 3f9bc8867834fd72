// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Writes calls and reads answers (JSON-RPC 2.0). Ids are the places in the batch.</summary>
internal static class JsonRpcMessages
{
    public static readonly StrictJsonLimits Limits = new() { MaxSize = 64 << 20, MaxValues = 8 << 20 };

    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = false };

    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<JsonRpcRequest> requests, int firstId)
    {
        var buffer = new ArrayBufferWriter<byte>(256 * requests.Length);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            if (requests.Length == 1)
            {
                Write(writer, requests[0], firstId);
            }
            else
            {
                writer.WriteStartArray();
                for (var index = 0; index < requests.Length; index++)
                {
                    Write(writer, requests[index], firstId + index);
                }

                writer.WriteEndArray();
            }
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Reads the answers to as many calls; null when they are not exactly those.</summary>
    public static JsonRpcResponse[]? Read(ReadOnlySpan<byte> utf8, int count, int firstId)
    {
        if (!StrictJson.TryParseElement(utf8, out var root, Limits))
        {
            return null;
        }

        if (count == 1 && root.ValueKind == JsonValueKind.Object)
        {
            return ReadOne(root, out var id) is { } only && (id == firstId || (id is null && only.Error is not null)) ? [only] : null;
        }

        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != count)
        {
            // A node that refuses a whole batch says so once.
            return root.ValueKind == JsonValueKind.Object && ReadOne(root, out _) is { Error: not null } refusal
                ? [.. Enumerable.Repeat(refusal, count)]
                : null;
        }

        var responses = new JsonRpcResponse?[count];
        foreach (var item in root.EnumerateArray())
        {
            if (ReadOne(item, out var id) is not { } response || id is not { } known || known < firstId || known - firstId >= count
                || responses[known - firstId] is not null)
            {
                return null;
            }

            responses[known - firstId] = response;
        }

        return responses!;
    }

    /// <summary>Reads a message of a connection: an answer, or a notification of a subscription. Null when it is neither.</summary>
    public static JsonRpcMessage? ReadMessage(ReadOnlySpan<byte> utf8)
    {
        if (!StrictJson.TryParseElement(utf8, out var root, Limits) || root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("method"u8, out var method))
        {
            return method.ValueKind == JsonValueKind.String && method.ValueEquals("eth_subscription"u8)
                && root.TryGetProperty("params"u8, out var parameters) && parameters.ValueKind == JsonValueKind.Object
                && parameters.TryGetProperty("subscription"u8, out var name) && name.ValueKind == JsonValueKind.String
                && parameters.TryGetProperty("result"u8, out var result)
                ? new JsonRpcMessage(null, null, name.GetString(), result)
                : null;
        }

        return ReadOne(root, out var id) is { } response ? new JsonRpcMessage(id, response, null, default) : null;
    }

    private static void Write(Utf8JsonWriter writer, JsonRpcRequest request, int id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, id);
        writer.WriteString("method"u8, request.Method);
        writer.WritePropertyName("params"u8);
        writer.WriteRawValue(request.Parameters);
        writer.WriteEndObject();
    }

    private static JsonRpcResponse? ReadOne(JsonElement item, out int? id)
    {
        id = null;
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (item.TryGetProperty("id"u8, out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number))
        {
            id = number;
        }

        var hasResult = item.TryGetProperty("result"u8, out var result);
        var hasError = item.TryGetProperty("error"u8, out var error) && error.ValueKind != JsonValueKind.Null;
        return hasError ? ReadError(error) is { } read ? new JsonRpcResponse(read) : null
            : hasResult ? new JsonRpcResponse(result)
            : null;
    }

    private static JsonRpcError? ReadError(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object
            || !error.TryGetProperty("code"u8, out var code) || code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var number)
            || !error.TryGetProperty("message"u8, out var message) || message.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        return new JsonRpcError(number, message.GetString()!, error.TryGetProperty("data"u8, out var data) ? ReadData(data) : null);
    }

    /// <summary>Nodes put the data of a revert into a text, or into an object that has it.</summary>
    private static string? ReadData(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.String => data.GetString(),
        JsonValueKind.Object when data.TryGetProperty("data"u8, out var inner) && inner.ValueKind == JsonValueKind.String => inner.GetString(),
        _ => null,
    };
}
