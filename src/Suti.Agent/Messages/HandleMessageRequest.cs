// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A message as it came.</summary>
public sealed record HandleMessageRequest
{
    /// <summary>The message: a JWT, JSON, a URL ...</summary>
    public required string Raw { get; init; }

    /// <summary>What is known of how it came.</summary>
    public IReadOnlyList<MessageMetadata>? MetaData { get; init; }

    /// <summary>The challenge that a presentation must answer. Without it one that answers a challenge is refused: it may be somebody else's.</summary>
    public string? Challenge { get; init; }

    /// <summary>The name under which we asked for a presentation, such as a URL, where that is no DID of ours.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether to keep it.</summary>
    public bool Save { get; init; }
}
