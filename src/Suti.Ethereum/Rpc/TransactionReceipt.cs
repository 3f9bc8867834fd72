// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What became of a transaction.</summary>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="BlockNumber">The block that has it.</param>
/// <param name="BlockHash">The hash of the block.</param>
/// <param name="Succeeded">Whether it did what it should; if not, it was reverted and only its gas is spent.</param>
/// <param name="GasUsed">The gas that it used.</param>
/// <param name="EffectiveGasPrice">The wei for each unit of it.</param>
/// <param name="ContractAddress">The contract that it created, if it did.</param>
/// <param name="Logs">What the contracts logged.</param>
public sealed record TransactionReceipt(
    UInt256 TransactionHash,
    ulong BlockNumber,
    UInt256 BlockHash,
    bool Succeeded,
    ulong GasUsed,
    UInt256 EffectiveGasPrice,
    Address? ContractAddress,
    IReadOnlyList<EthereumLog> Logs);
