// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>Waits of random length up to a bound that doubles each time ("full jitter"): many that failed together do not come back together.</summary>
internal sealed class RetryPacer(RetryOptions options, TimeProvider clock, RandomSource random)
{
    public Task WaitAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(NextDelay(attempt), clock, cancellationToken);

    private TimeSpan NextDelay(int attempt)
    {
        var bound = Math.Min(options.MaxDelay.TotalMilliseconds, options.BaseDelay.TotalMilliseconds * Math.Pow(2, attempt - 1));
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        random.Fill(bytes);
        return TimeSpan.FromMilliseconds(bound * BinaryPrimitives.ReadUInt32LittleEndian(bytes) / uint.MaxValue);
    }
}
