// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>What to encrypt, and for whom.</summary>
public sealed record EncryptJweRequest
{
    /// <summary>The id of the sender's key. The message does not tell who sent it.</summary>
    public required string Kid { get; init; }

    /// <summary>The key of the recipient: X25519 or Ed25519.</summary>
    public required PublicKeyReference To { get; init; }

    /// <summary>The text.</summary>
    public required string Data { get; init; }

    /// <summary>Says nothing of the text.</summary>
    public override string ToString() => nameof(EncryptJweRequest);
}
