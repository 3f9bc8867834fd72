// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Remembers answered requests as long as this process runs. Several processes need a log that they share.</summary>
/// <param name="clock">The clock; the system's when null.</param>
public sealed class MemoryAnswerLog(TimeProvider? clock = null) : IAnswerLog
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Dictionary<string, DateTimeOffset> _answered = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _ends = new();
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(string request, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            while (_ends.TryPeek(out var oldest, out var end) && end < now)
            {
                _ends.Dequeue();
                _answered.Remove(oldest);
            }

            if (!_answered.TryAdd(request, until))
            {
                return new(false);
            }

            _ends.Enqueue(request, until);
            return new(true);
        }
    }
}
