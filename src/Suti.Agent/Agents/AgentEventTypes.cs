// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;

namespace Suti.Agent;

/// <summary>The events of this assembly, for who hears them from elsewhere.</summary>
public static class AgentEventTypes
{
    /// <summary>Their JSON forms by their names on the wire.</summary>
    public static IReadOnlyDictionary<string, JsonTypeInfo> All { get; } = new Dictionary<string, JsonTypeInfo>(StringComparer.Ordinal)
    {
        ["did-created"] = AgentJson.Default.DidCreated,
        ["did-changed"] = AgentJson.Default.DidChanged,
        ["did-deleted"] = AgentJson.Default.DidDeleted,
        ["credential-saved"] = AgentJson.Default.CredentialSaved,
        ["presentation-saved"] = AgentJson.Default.PresentationSaved,
        ["message-saved"] = AgentJson.Default.MessageSaved,
        ["message-handled"] = AgentJson.Default.MessageHandled,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
