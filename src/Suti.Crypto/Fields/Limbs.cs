// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Suti.Crypto;

/// <summary>Room for 256 bits.</summary>
[InlineArray(4)]
internal struct Limbs4
{
    private ulong _first;
}

/// <summary>Room for 384 bits.</summary>
[InlineArray(6)]
internal struct Limbs6
{
    private ulong _first;
}

/// <summary>Room for 576 bits.</summary>
[InlineArray(9)]
internal struct Limbs9
{
    private ulong _first;
}
