// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A message as it came.</summary>
public sealed record HandleMessageRequest
{
    /// <summary>The message: a JWT, JSON, a URL ...</summary>
    public required string Raw { get; init; }

    /// <summary>What is known of how it came.</summary>
    public IReadOnlyList<MessageMetadata>? MetaData { get; init; }

    /// <summary>Whether to keep it.</summary>
    public bool Save { get; init; }
}
