// SPDX-License-Identifier: Apache-2.0

using Suti.Dids;

namespace Suti.Server;

/// <summary>What fetching that strangers cause may do.</summary>
public sealed record HttpConfiguration
{
    /// <summary>Whether this machine may be asked.</summary>
    public required bool AllowLoopback { get; init; }

    /// <summary>Whether private networks may be asked.</summary>
    public required bool AllowPrivateNetworks { get; init; }

    /// <summary>How long it may take.</summary>
    public required int TimeoutSeconds { get; init; }

    internal GuardedHttpOptions ToOptions() => new()
    {
        AllowLoopback = AllowLoopback,
        AllowPrivateNetworks = AllowPrivateNetworks,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
    };
}
