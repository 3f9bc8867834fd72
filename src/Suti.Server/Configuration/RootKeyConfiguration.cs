// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Where the root key comes from.</summary>
public sealed record RootKeyConfiguration
{
    /// <summary><c>file</c>, <c>environment</c> or <c>passphrase</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The file of the key.</summary>
    public required string File { get; init; }

    /// <summary>The environment variable with the key.</summary>
    public required string Variable { get; init; }

    /// <summary>The file of the passphrase; null for none.</summary>
    public string? PassphraseFile { get; init; }
}
