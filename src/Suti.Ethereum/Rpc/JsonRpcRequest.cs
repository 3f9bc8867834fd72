// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A call to a node.</summary>
/// <param name="Method">The method, such as <c>eth_call</c>.</param>
/// <param name="Parameters">The parameters, as the text of a JSON array.</param>
public sealed record JsonRpcRequest(string Method, string Parameters = "[]");
