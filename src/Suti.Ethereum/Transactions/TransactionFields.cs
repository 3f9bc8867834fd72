// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What the typed transactions have in common, as it was read. The price of gas is the greatest that may be paid.</summary>
internal readonly record struct TransactionFields(
    ulong ChainId,
    ulong Nonce,
    UInt256 PriorityFee,
    UInt256 GasPrice,
    ulong GasLimit,
    Address? To,
    UInt256 Value,
    byte[] Data,
    AccessListEntry[] AccessList);
