// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A unit of ether; its value is the number of decimal places that it has in wei.</summary>
public enum EtherUnit
{
    /// <summary>The smallest unit.</summary>
    Wei = 0,

    /// <summary>A thousand wei.</summary>
    Kwei = 3,

    /// <summary>A million wei.</summary>
    Mwei = 6,

    /// <summary>10^9 wei, the unit of gas prices.</summary>
    Gwei = 9,

    /// <summary>10^12 wei.</summary>
    Szabo = 12,

    /// <summary>10^15 wei.</summary>
    Finney = 15,

    /// <summary>10^18 wei.</summary>
    Ether = 18,
}
