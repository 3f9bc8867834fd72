// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>What the discovery providers found.</summary>
public sealed record DiscoveryResult
{
    /// <summary>What was looked for.</summary>
    public required string Query { get; init; }

    /// <summary>The options of the request.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>What each provider found.</summary>
    public required IReadOnlyList<DiscoveryProviderResult> Results { get; init; }

    /// <summary>What went wrong, by provider.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }
}
