// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A key for a document: one of the agent by its id, or another's with type and public key.</summary>
public sealed record DidKeyReference
{
    /// <summary>The id.</summary>
    public required string Kid { get; init; }

    /// <summary>The type, when the key is not one of the agent.</summary>
    public string? Type { get; init; }

    /// <summary>The public key in hexadecimal digits, when the key is not one of the agent.</summary>
    public string? PublicKeyHex { get; init; }
}
