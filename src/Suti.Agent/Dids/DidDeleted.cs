// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The agent forgot a DID.</summary>
/// <param name="Did">The DID.</param>
public sealed record DidDeleted(string Did) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "did-deleted";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.DidDeleted;
}
