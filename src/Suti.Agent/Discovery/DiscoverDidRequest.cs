// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>What to look for.</summary>
public sealed record DiscoverDidRequest
{
    /// <summary>A name, an address, an alias ...</summary>
    public required string Query { get; init; }

    /// <summary>Options of the providers, an object.</summary>
    public JsonElement? Options { get; init; }
}
