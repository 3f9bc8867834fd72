// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The agent keeps a credential.</summary>
/// <param name="Hash">Its hash.</param>
public sealed record CredentialSaved(string Hash) : AgentEvent
{
    /// <inheritdoc/>
    public override string GetEventName() => "credential-saved";

    /// <inheritdoc/>
    public override JsonTypeInfo GetJsonType() => AgentJson.Default.CredentialSaved;
}
