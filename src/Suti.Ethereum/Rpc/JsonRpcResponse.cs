// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Ethereum;

/// <summary>A node's answer to one call: a result or an error.</summary>
public sealed class JsonRpcResponse
{
    /// <summary>A result.</summary>
    public JsonRpcResponse(JsonElement result) => Result = result;

    /// <summary>An error.</summary>
    public JsonRpcResponse(JsonRpcError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }

    /// <summary>The result; undefined where there is an error.</summary>
    public JsonElement Result { get; }

    /// <summary>The error, if there is one.</summary>
    public JsonRpcError? Error { get; }
}
