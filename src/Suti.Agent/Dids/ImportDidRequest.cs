// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A DID with its private keys.</summary>
public sealed record ImportDidRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }

    /// <summary>The provider, such as <c>did:key</c>; null for that of the DID's method.</summary>
    public string? Provider { get; init; }

    /// <summary>The alias.</summary>
    public string? Alias { get; init; }

    /// <summary>The id of the key that controls the DID; null for the first key.</summary>
    public string? ControllerKeyId { get; init; }

    /// <summary>The keys.</summary>
    public required IReadOnlyList<ImportKeyRequest> Keys { get; init; }

    /// <summary>The services.</summary>
    public IReadOnlyList<JsonElement>? Services { get; init; }
}
