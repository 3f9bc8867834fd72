// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>
/// Asks several nodes and gives an answer only when enough of them give the same one, so that a single node that lies changes nothing.
/// It is meant for reads at a block that is named: nodes differ in what is the latest one.
/// </summary>
public sealed class QuorumTransport : IJsonRpcTransport
{
    private readonly IJsonRpcTransport[] _nodes;
    private readonly int _quorum;

    /// <summary>Nodes that know the same chain, and how many of them must agree.</summary>
    /// <exception cref="ArgumentException">The quorum is no majority of the nodes, or more than all.</exception>
    public QuorumTransport(int quorum, params IReadOnlyList<IJsonRpcTransport> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        _nodes = [.. nodes];
        if (quorum * 2 <= _nodes.Length || quorum > _nodes.Length)
        {
            throw new ArgumentException("A quorum is more than half of the nodes, and at most all.", nameof(quorum));
        }

        _quorum = quorum;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var exchanges = Array.ConvertAll(_nodes, node => AskAsync(node, requests, cancellationToken));
        var answers = (await Task.WhenAll(exchanges).ConfigureAwait(false)).Where(answer => answer is not null).ToArray();
        var agreed = new JsonRpcResponse[requests.Count];
        for (var index = 0; index < agreed.Length; index++)
        {
            agreed[index] = answers.GroupBy(answer => Fingerprint(answer![index])).FirstOrDefault(group => group.Count() >= _quorum)?.First()![index]
                ?? throw new SutiException(EthereumErrorCodes.RpcDisagreement, "Not enough nodes give the same answer.");
        }

        return agreed;
    }

    private static async Task<IReadOnlyList<JsonRpcResponse>?> AskAsync(
        IJsonRpcTransport node, IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            return await node.SendAsync(requests, cancellationToken).ConfigureAwait(false);
        }
        catch (SutiException)
        {
            return null;
        }
    }

    /// <summary>Results are the same when their canonical JSON is; errors when code and data are, whatever their words.</summary>
    private static string Fingerprint(JsonRpcResponse response) => response.Error is { } error
        ? $"error {error.Code} {error.Data}"
        : response.Result.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(Encoding.UTF8.GetBytes(response.Result.GetRawText())))
            : response.Result.GetRawText();
}
