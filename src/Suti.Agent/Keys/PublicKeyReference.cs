// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>A public key by its type and digits.</summary>
public sealed record PublicKeyReference
{
    /// <summary>The type.</summary>
    public required string Type { get; init; }

    /// <summary>The public key in hexadecimal digits.</summary>
    public required string PublicKeyHex { get; init; }

    /// <summary>The id its owner gave it.</summary>
    public string? Kid { get; init; }
}
