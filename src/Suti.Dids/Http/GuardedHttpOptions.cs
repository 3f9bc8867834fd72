// SPDX-License-Identifier: Apache-2.0

using System.Net;

namespace Suti.Dids;

/// <summary>What outgoing HTTP that strangers cause may do.</summary>
public sealed record GuardedHttpOptions
{
    /// <summary>Whether <c>127.0.0.0/8</c> and <c>::1</c> may be called, and by plain HTTP: for development and tests.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Whether private, link-local and other addresses that are not public may be called.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>How many redirects are followed.</summary>
    public int MaxRedirects { get; init; } = 3;

    /// <summary>How many bytes of a body are read.</summary>
    public int MaxResponseSize { get; init; } = 1 << 20;

    /// <summary>How long a request may take, redirects and body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Finds the addresses of a host; null for the system's resolver.</summary>
    public Func<string, CancellationToken, ValueTask<IPAddress[]>>? ResolveHost { get; init; }

    internal bool IsAllowed(IPAddress address) => PublicAddresses.Classify(address) switch
    {
        AddressScope.Public => true,
        AddressScope.Loopback => AllowLoopback,
        AddressScope.Private => AllowPrivateNetworks,
        _ => false,
    };
}
