// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The agent keeps a presentation.</summary>
/// <param name="Hash">Its hash.</param>
public sealed record PresentationSaved(string Hash) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "presentation-saved";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.PresentationSaved;
}
