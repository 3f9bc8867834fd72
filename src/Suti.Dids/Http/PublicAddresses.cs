// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;

namespace Suti.Dids;

/// <summary>Tells public addresses from all others, by the registries of special-purpose addresses (RFC 6890).</summary>
internal static class PublicAddresses
{
    private static readonly (IPNetwork Network, AddressScope Scope)[] Special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), AddressScope.Unusable),
        (IPNetwork.Parse("127.0.0.0/8"), AddressScope.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressScope.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressScope.Private),
        (IPNetwork.Parse("169.254.0.0/16"), AddressScope.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressScope.Private),
        (IPNetwork.Parse("192.0.0.0/24"), AddressScope.Private),
        (IPNetwork.Parse("192.0.2.0/24"), AddressScope.Private),
        (IPNetwork.Parse("192.88.99.0/24"), AddressScope.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressScope.Private),
        (IPNetwork.Parse("198.18.0.0/15"), AddressScope.Private),
        (IPNetwork.Parse("198.51.100.0/24"), AddressScope.Private),
        (IPNetwork.Parse("203.0.113.0/24"), AddressScope.Private),
        (IPNetwork.Parse("224.0.0.0/3"), AddressScope.Unusable),
        (IPNetwork.Parse("::1/128"), AddressScope.Loopback),
        (IPNetwork.Parse("::/128"), AddressScope.Unusable),
        (IPNetwork.Parse("64:ff9b:1::/48"), AddressScope.Private),
        (IPNetwork.Parse("100::/64"), AddressScope.Unusable),
        (IPNetwork.Parse("2001::/23"), AddressScope.Private),
        (IPNetwork.Parse("2001:db8::/32"), AddressScope.Private),
        (IPNetwork.Parse("3fff::/20"), AddressScope.Private),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static AddressScope Classify(IPAddress address)
    {
        if (Unwrap(address) is { } inner)
        {
            return Classify(inner);
        }

        foreach (var (network, scope) in Special)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
            {
                return scope;
            }
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => AddressScope.Public,
            AddressFamily.InterNetworkV6 when address.IsIPv6Multicast => AddressScope.Unusable,
            AddressFamily.InterNetworkV6 when GlobalUnicast.Contains(address) => AddressScope.Public,
            _ => AddressScope.Private,
        };
    }

    /// <summary>The IPv4 address inside an IPv6 one: mapped, compatible, translated (RFC 6052) or 6to4.</summary>
    private static IPAddress? Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (SixToFour.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(2, 4));
        }

        var isCompatible = !bytes.AsSpan(0, 12).ContainsAnyExcept((byte)0) && bytes.AsSpan(12, 3).ContainsAnyExcept((byte)0);
        return isCompatible || Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12)) : null;
    }
}
