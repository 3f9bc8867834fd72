// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Text.Json;

namespace Suti.Agent;

/// <summary>What a new DID shall be.</summary>
public sealed record CreateDidRequest
{
    /// <summary>The provider, such as <c>did:key</c>; null for the default.</summary>
    [Description("The provider, such as did:key; the agent's default when absent.")]
    public string? Provider { get; init; }

    /// <summary>The alias, unique in the space. For did:web it is the host and path.</summary>
    [Description("The alias, unique in the space. For did:web it is the host and path.")]
    public string? Alias { get; init; }

    /// <summary>The key management system for its keys; null for the default.</summary>
    [Description("The key management system; the default when absent.")]
    public string? Kms { get; init; }

    /// <summary>Options of the method, an object.</summary>
    [Description("Options of the method, such as keyType.")]
    public JsonElement? Options { get; init; }
}
