// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What of a block is needed here.</summary>
/// <param name="Number">Its place in the chain.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentHash">The hash of the block before it.</param>
/// <param name="Timestamp">Its time, to the second.</param>
/// <param name="BaseFeePerGas">The base fee (EIP-1559); null on chains without.</param>
public sealed record EthereumBlock(ulong Number, UInt256 Hash, UInt256 ParentHash, DateTimeOffset Timestamp, UInt256? BaseFeePerGas);
