// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A message that the agent got or sends.</summary>
public sealed record AgentMessage
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The type, such as <c>jwt</c> or the URI of a protocol's message.</summary>
    public required string Type { get; init; }

    /// <summary>When it was written.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>When it ends to be valid.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The message as it came.</summary>
    public string? Raw { get; init; }

    /// <summary>What it says.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>To whom to reply.</summary>
    public IReadOnlyList<string>? ReplyTo { get; init; }

    /// <summary>Where to reply.</summary>
    public string? ReplyUrl { get; init; }

    /// <summary>The DID of the sender.</summary>
    public string? From { get; init; }

    /// <summary>The DID of the recipient.</summary>
    public string? To { get; init; }

    /// <summary>What the handlers noted on its way in.</summary>
    public IReadOnlyList<MessageMetadata>? MetaData { get; init; }

    /// <summary>The credentials in it.</summary>
    public IReadOnlyList<JsonElement>? Credentials { get; init; }

    /// <summary>The presentations in it.</summary>
    public IReadOnlyList<JsonElement>? Presentations { get; init; }

    /// <summary>What is attached.</summary>
    public IReadOnlyList<JsonElement>? Attachments { get; init; }

    /// <summary>Whether replies may come back on the same connection: <c>all</c>, <c>none</c> or <c>thread</c>.</summary>
    public string? ReturnRoute { get; init; }
}
