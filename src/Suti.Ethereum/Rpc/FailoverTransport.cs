// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>
/// Several nodes, in the order of preference. One that cannot be reached, is limited or answers with nonsense is passed over, and the
/// one that answered is asked first the next time. What a node answers, an error too, is an answer.
/// </summary>
public sealed class FailoverTransport : IJsonRpcTransport
{
    private readonly IJsonRpcTransport[] _nodes;
    private int _preferred;

    /// <summary>Nodes that know the same chain.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public FailoverTransport(params IReadOnlyList<IJsonRpcTransport> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        _nodes = [.. nodes];
        if (_nodes.Length == 0)
        {
            throw new ArgumentException("There must be a node.", nameof(nodes));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        var first = Volatile.Read(ref _preferred);
        for (var tried = 0; ; tried++)
        {
            var node = (first + tried) % _nodes.Length;
            try
            {
                var responses = await _nodes[node].SendAsync(requests, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _preferred, node);
                return responses;
            }
            catch (SutiException exception) when (tried + 1 < _nodes.Length && IsOfTheNode(exception.Code))
            {
            }
        }
    }

    private static bool IsOfTheNode(string code) =>
        RetryingTransport.IsTransient(code) || code == EthereumErrorCodes.RpcResponseInvalid;
}
