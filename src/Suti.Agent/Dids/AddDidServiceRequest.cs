// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A service for a document.</summary>
public sealed record AddDidServiceRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The service, as in a DID document.</summary>
    public required JsonElement Service { get; init; }

    /// <summary>Options of the method, an object; <c>localOnly</c> changes only what the agent keeps.</summary>
    public JsonElement? Options { get; init; }
}
