// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A message on its way through the handlers.</summary>
/// <param name="Raw">The message as it came, or what a handler took out of it.</param>
/// <param name="MetaData">What the handlers noted so far.</param>
public sealed record IncomingMessage(string Raw, IReadOnlyList<MessageMetadata> MetaData)
{
    /// <summary>What a handler read in it and verified; undefined until one did.</summary>
    public JsonElement Data { get; init; }

    /// <summary>The challenge that a presentation must answer.</summary>
    public string? Challenge { get; init; }

    /// <summary>The name under which we asked for a presentation.</summary>
    public string? Domain { get; init; }

    /// <summary>The message with another content, and a note of where it came from.</summary>
    public IncomingMessage Unwrap(string raw, string noteType, string? note = null) =>
        this with { Raw = raw, MetaData = [.. MetaData, new MessageMetadata { Type = noteType, Value = note }], Data = default };
}
