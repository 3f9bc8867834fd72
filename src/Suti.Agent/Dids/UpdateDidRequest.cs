// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>New members of a document.</summary>
public sealed record UpdateDidRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The members, an object.</summary>
    public required JsonElement Document { get; init; }

    /// <summary>Options of the method, an object.</summary>
    public JsonElement? Options { get; init; }
}
