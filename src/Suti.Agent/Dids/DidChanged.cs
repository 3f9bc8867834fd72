// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>A DID of the agent changed.</summary>
/// <param name="Did">The DID.</param>
public sealed record DidChanged(string Did) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "did-changed";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.DidChanged;
}
