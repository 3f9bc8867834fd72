// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>An account that a transaction will touch, and its storage slots (EIP-2930).</summary>
/// <param name="Address">The account.</param>
/// <param name="StorageKeys">The slots.</param>
public sealed record AccessListEntry(Address Address, IReadOnlyList<UInt256> StorageKeys);
