// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Where names are looked up.</summary>
public sealed class EnsOptions
{
    /// <summary>The registry of the main network and of its public test networks.</summary>
    public static Address PublicRegistry { get; } = Address.Parse("0x00000000000C2E074eC69A0dFb2997BA6C7d2e1e");

    /// <summary>The registry.</summary>
    public Address Registry { get; init; } = PublicRegistry;
}
