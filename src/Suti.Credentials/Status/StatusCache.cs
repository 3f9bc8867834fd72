// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Keeps lists that were verified until they may have changed.</summary>
internal sealed class StatusCache<T>
    where T : class
{
    private const int MaxEntries = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (T List, DateTimeOffset Until)> _entries = new(StringComparer.Ordinal);

    public T? Find(string url, DateTimeOffset now)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(url, out var entry) && now < entry.Until ? entry.List : null;
        }
    }

    public void Keep(string url, T list, DateTimeOffset now, TimeSpan? timeToLive, DateTimeOffset? validUntil)
    {
        var until = timeToLive is { } live && live > TimeSpan.Zero && live < TimeSpan.FromDays(3650) ? now + live : now;
        until = validUntil < until ? validUntil.Value : until;
        if (until <= now)
        {
            return;
        }

        lock (_lock)
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            _entries[url] = (list, until);
        }
    }
}
