// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>A claim as a registry of ERC-780 logged it.</summary>
/// <param name="Issuer">Who claims.</param>
/// <param name="Subject">About whom.</param>
/// <param name="Key">Which claim.</param>
/// <param name="Value">The value; null when the claim was removed.</param>
/// <param name="Block">The block.</param>
public sealed record Claim(Address Issuer, Address Subject, UInt256 Key, UInt256? Value, ulong Block);
