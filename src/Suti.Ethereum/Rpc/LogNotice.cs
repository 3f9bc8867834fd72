// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>News of a log.</summary>
/// <param name="Log">The log.</param>
/// <param name="IsRemoved">Whether it is gone: its block is no longer part of the chain. It was told of before.</param>
public readonly record struct LogNotice(EthereumLog Log, bool IsRemoved);
