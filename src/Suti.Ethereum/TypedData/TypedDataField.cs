// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A member of a struct type of EIP-712.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>uint256</c>, <c>Person</c> or <c>Person[2][]</c>.</param>
public sealed record TypedDataField(string Name, string Type);
