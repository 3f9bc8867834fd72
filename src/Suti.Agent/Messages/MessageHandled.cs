// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The agent understood a message that came in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
public sealed record MessageHandled(string Id, string Type) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "message-handled";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.MessageHandled;
}
