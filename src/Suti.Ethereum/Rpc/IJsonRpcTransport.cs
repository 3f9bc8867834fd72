// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>A way to a node, or to several that know the same chain.</summary>
public interface IJsonRpcTransport
{
    /// <summary>Sends calls together and gives their answers in the same order.</summary>
    /// <exception cref="SutiException">
    /// No node answered, or what answered is no JSON-RPC: <see cref="EthereumErrorCodes.RpcUnavailable"/>,
    /// <see cref="EthereumErrorCodes.RpcRateLimited"/> or <see cref="EthereumErrorCodes.RpcResponseInvalid"/>.
    /// </exception>
    ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default);
}
