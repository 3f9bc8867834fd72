// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The agent keeps a message.</summary>
/// <param name="Id">Its id.</param>
public sealed record MessageSaved(string Id) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "message-saved";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.MessageSaved;
}
