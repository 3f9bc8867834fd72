// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A DID that the agent controls.</summary>
public sealed record ManagedDid
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The alias, unique in its space.</summary>
    public string? Alias { get; init; }

    /// <summary>The provider, such as <c>did:key</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The id of the key that controls the DID.</summary>
    public string? ControllerKeyId { get; init; }

    /// <summary>The keys.</summary>
    public required IReadOnlyList<ManagedKey> Keys { get; init; }

    /// <summary>The services, as in a DID document.</summary>
    public required IReadOnlyList<JsonElement> Services { get; init; }
}
