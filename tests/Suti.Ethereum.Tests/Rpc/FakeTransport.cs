// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Encodings;

namespace Suti.Ethereum.Tests;

/// <summary>A node that answers by script; an exception of the script is the node's failure.</summary>
internal sealed class FakeTransport(Func<JsonRpcRequest, string> answer) : IJsonRpcTransport
{
    public int Exchanges { get; private set; }

    public List<JsonRpcRequest> Requests { get; } = [];

    /// <summary>An error of the node.</summary>
    public static string Error(int code, string message, string? data = null) =>
        $"error {code}|{message}|{data}";

    public ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        Exchanges++;
        Requests.AddRange(requests);
        return ValueTask.FromResult<IReadOnlyList<JsonRpcResponse>>([.. requests.Select(request =>
        {
            var text = answer(request);
            if (!text.StartsWith("error ", StringComparison.Ordinal))
            {
                return new JsonRpcResponse(StrictJson.ParseElement(Encoding.UTF8.GetBytes(text)));
            }

            var parts = text["error ".Length..].Split('|');
            return new JsonRpcResponse(
                new JsonRpcError(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1], parts[2].Length == 0 ? null : parts[2]));
        })]);
    }
}
