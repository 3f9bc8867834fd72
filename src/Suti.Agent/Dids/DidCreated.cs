// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The agent controls a new DID.</summary>
/// <param name="Did">The DID.</param>
/// <param name="Provider">Its provider.</param>
public sealed record DidCreated(string Did, string Provider) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "did-created";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.DidCreated;
}
