// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Which key management systems there are.</summary>
public sealed record KeysConfiguration
{
    /// <summary>The names of those that keep keys in the store. The first is the default.</summary>
    public required IReadOnlyList<string> Systems { get; init; }

    /// <summary>The wallets whose accounts are keys too.</summary>
    public required IReadOnlyList<WalletConfiguration> Wallets { get; init; }
}
