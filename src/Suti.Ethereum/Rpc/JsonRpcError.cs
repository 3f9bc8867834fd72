// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>What a node answers where it has no result. The words are the node's own.</summary>
/// <param name="Code">The number; 3 stands for a revert.</param>
/// <param name="Message">The node's message.</param>
/// <param name="Data">What comes with it: of a revert the data, as <c>0x</c> and digits.</param>
public sealed record JsonRpcError(int Code, string Message, string? Data = null);
