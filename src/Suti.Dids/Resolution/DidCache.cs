// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Suti.Dids;

/// <summary>
/// Answers by DID, bounded. What is thrown out is found by a second-chance queue: an entry that was read since it was last looked
/// at goes to the end once more.
/// </summary>
internal sealed class DidCache(DidCacheOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Entry> _queue = new();
    private int _count;

    /// <summary>Finds an answer; <paramref name="mustRefresh"/> tells one caller that it is past its time.</summary>
    public bool TryGet(string did, [NotNullWhen(true)] out DidResolutionResult? result, out bool mustRefresh)
    {
        result = null;
        mustRefresh = false;
        if (!_entries.TryGetValue(did, out var entry))
        {
            return false;
        }

        if (entry.FreshUntil != long.MaxValue)
        {
            var now = clock.GetUtcNow().Ticks;
            if (now >= entry.StaleUntil)
            {
                return false;
            }

            mustRefresh = now >= entry.FreshUntil && Interlocked.Exchange(ref entry.Refreshing, 1) == 0;
        }

        entry.WasRead = true;
        result = entry.Result;
        return true;
    }

    public void Set(IDidMethod method, string did, DidResolutionResult result)
    {
        var fresh = result.Error is not null ? options.NegativeTimeToLive
            : options.TimeToLive.TryGetValue(method.Name, out var configured) ? configured
            : method.IsOffline ? TimeSpan.MaxValue
            : result.DocumentMetadata.TimeToLive is { } wanted ? (wanted < options.MaxTimeToLive ? wanted : options.MaxTimeToLive)
            : method.TimeToLive;
        if (fresh <= TimeSpan.Zero || options.MaxEntries <= 0)
        {
            // What is already there belongs to an earlier answer.
            _entries.TryGetValue(did, out var old);
            Remove(old);
            return;
        }

        var stale = result.Error is null ? options.StaleWhileRevalidate : TimeSpan.Zero;
        var now = clock.GetUtcNow().Ticks;
        var entry = new Entry(did, result, Add(now, fresh), Add(Add(now, fresh), stale));
        _entries.AddOrUpdate(
            did,
            static (_, added) => added,
            static (_, previous, added) =>
            {
                previous.IsGone = true;
                return added;
            },
            entry);
        _queue.Enqueue(entry);
        Interlocked.Increment(ref _count);
        Trim();
    }

    /// <summary>Lets another caller try, after a refresh that brought nothing.</summary>
    public void RefreshFailed(string did)
    {
        if (_entries.TryGetValue(did, out var entry))
        {
            Volatile.Write(ref entry.Refreshing, 0);
        }
    }

    public void Remove(string did)
    {
        _entries.TryGetValue(did, out var entry);
        Remove(entry);
    }

    private static long Add(long ticks, TimeSpan time) => time.Ticks >= long.MaxValue - ticks ? long.MaxValue : ticks + time.Ticks;

    private void Trim()
    {
        // Entries that were replaced stay in the queue until their turn; they count, so that the queue is bounded too.
        while (Volatile.Read(ref _count) > options.MaxEntries && _queue.TryDequeue(out var entry))
        {
            if (entry.WasRead && !entry.IsGone)
            {
                entry.WasRead = false;
                _queue.Enqueue(entry);
                continue;
            }

            Interlocked.Decrement(ref _count);
            Remove(entry);
        }
    }

    private void Remove(Entry? entry)
    {
        if (entry is not null)
        {
            entry.IsGone = true;
            _entries.TryRemove(KeyValuePair.Create(entry.Did, entry));
        }
    }

    private sealed class Entry(string did, DidResolutionResult result, long freshUntil, long staleUntil)
    {
        public readonly string Did = did;
        public readonly DidResolutionResult Result = result;
        public readonly long FreshUntil = freshUntil;
        public readonly long StaleUntil = staleUntil;
        public volatile bool WasRead;
        public volatile bool IsGone;
        public int Refreshing;
    }
}
