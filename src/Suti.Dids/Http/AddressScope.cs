// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>Where an address leads.</summary>
internal enum AddressScope
{
    Public,
    Loopback,
    Private,

    /// <summary>Multicast, broadcast and unspecified addresses: never a server.</summary>
    Unusable,
}
