// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A group of SLIP-39 shares: how many there are, and how many of them stand for the group.</summary>
/// <param name="Threshold">How many shares are needed, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many shares are made, up to 16; one when the threshold is one.</param>
public readonly record struct Slip39Group(int Threshold, int Count);
