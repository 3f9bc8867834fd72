// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A DID that fits.</summary>
public sealed record DiscoveryMatch
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>Why it fits.</summary>
    public JsonElement? MetaData { get; init; }
}
