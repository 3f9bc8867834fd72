// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A key of a DID.</summary>
public sealed record RemoveDidKeyRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The id of the key.</summary>
    public required string Kid { get; init; }

    /// <summary>Options of the method, an object; <c>localOnly</c> changes only what the agent keeps.</summary>
    public JsonElement? Options { get; init; }
}
