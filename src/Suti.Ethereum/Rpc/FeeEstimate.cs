// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What a transaction should offer for a unit of gas (EIP-1559).</summary>
/// <param name="MaxFeePerGas">The most that may be spent.</param>
/// <param name="MaxPriorityFeePerGas">What the producer of the block may keep.</param>
public sealed record FeeEstimate(UInt256 MaxFeePerGas, UInt256 MaxPriorityFeePerGas);
