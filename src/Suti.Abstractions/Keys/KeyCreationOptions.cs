// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti;

/// <summary>How a key is created or imported.</summary>
public sealed record KeyCreationOptions
{
    /// <summary>What holds when nothing is said: an id made from the public key, and no export.</summary>
    public static KeyCreationOptions Standard { get; } = new();

    /// <summary>The id the key shall have; null lets the key management system choose.</summary>
    public string? KeyId { get; init; }

    /// <summary>Whether the private key may ever be exported.</summary>
    public KeyExportPolicy ExportPolicy { get; init; }
}
