// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>An event as a contract logged it.</summary>
/// <param name="Address">The contract.</param>
/// <param name="Topics">The indexed parameters, at most four.</param>
/// <param name="Data">The other parameters.</param>
/// <param name="BlockNumber">The block.</param>
/// <param name="BlockHash">The hash of the block.</param>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="LogIndex">The place among the logs of the block.</param>
public sealed record EthereumLog(
    Address Address,
    IReadOnlyList<UInt256> Topics,
    ReadOnlyMemory<byte> Data,
    ulong BlockNumber,
    UInt256 BlockHash,
    UInt256 TransactionHash,
    ulong LogIndex);
