// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A service of a DID.</summary>
public sealed record RemoveDidServiceRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The id of the service.</summary>
    public required string Id { get; init; }

    /// <summary>Options of the method, an object; <c>localOnly</c> changes only what the agent keeps.</summary>
    public JsonElement? Options { get; init; }
}
