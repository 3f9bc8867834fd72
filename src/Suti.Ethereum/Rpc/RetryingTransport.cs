// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>
/// Tries again where a node could not be reached or asked for fewer calls, after waits of random length that grow: many clients that
/// failed together do not come back together. A raw transaction may be sent again: the chain takes each one once.
/// </summary>
public sealed class RetryingTransport : IJsonRpcTransport
{
    private readonly IJsonRpcTransport _inner;
    private readonly RetryOptions _options;
    private readonly RetryPacer _pacer;

    /// <summary>Wraps a way to a node.</summary>
    public RetryingTransport(IJsonRpcTransport inner, RetryOptions? options = null, TimeProvider? clock = null, RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        (_inner, _options) = (inner, options ?? RetryOptions.Standard);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxAttempts, nameof(options));
        _pacer = new RetryPacer(_options, clock ?? TimeProvider.System, random ?? RandomSource.System);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(
        IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _inner.SendAsync(requests, cancellationToken).ConfigureAwait(false);
            }
            catch (SutiException exception) when (attempt < _options.MaxAttempts && IsTransient(exception.Code))
            {
            }

            await _pacer.WaitAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static bool IsTransient(string code) => code is EthereumErrorCodes.RpcUnavailable or EthereumErrorCodes.RpcRateLimited;
}
