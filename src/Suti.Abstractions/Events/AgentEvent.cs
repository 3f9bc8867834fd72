// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization.Metadata;

namespace Suti;

/// <summary>Something that happened in an agent. Events carry no secrets.</summary>
public abstract record AgentEvent
{
    /// <summary>The name on the wire, such as <c>credential-saved</c>.</summary>
    public abstract string GetEventName();

    /// <summary>The JSON form of what the event tells.</summary>
    public abstract JsonTypeInfo GetJsonType();
}
