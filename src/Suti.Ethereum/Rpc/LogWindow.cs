// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>The logs that were told of and may still go, by which each is told of once, and each that goes is noticed.</summary>
internal sealed class LogWindow(LogFilter filter, int depth)
{
    private readonly List<EthereumLog> _told = [];
    private readonly HashSet<(UInt256 Block, ulong Index)> _keys = [];
    private ulong? _newest;

    /// <summary>From where on the logs must be read after a gap.</summary>
    public ulong From => _newest is { } newest && newest > (ulong)depth ? Math.Max(filter.FromBlock, newest - (ulong)depth) : filter.FromBlock;

    /// <summary>Whether logs were told of that lie above the node's newest block: it is behind, or the chain is shorter now.</summary>
    public bool IsUncertain { get; private set; }

    /// <summary>Takes a log as the node tells it; null when it is no news.</summary>
    public LogNotice? Take(EthereumLog log, bool isRemoved)
    {
        if (isRemoved)
        {
            if (!_keys.Remove(KeyOf(log)))
            {
                return null;
            }

            var at = _told.FindLastIndex(known => KeyOf(known) == KeyOf(log));
            var told = _told[at];
            _told.RemoveAt(at);
            return new LogNotice(told, IsRemoved: true);
        }

        if (log.BlockNumber < filter.FromBlock || log.BlockNumber > filter.ToBlock || !_keys.Add(KeyOf(log)))
        {
            return null;
        }

        _told.Add(log);
        Advance(log.BlockNumber);
        return new LogNotice(log, IsRemoved: false);
    }

    /// <summary>Compares what was told with the logs from <see cref="From"/> up to the newest block: first what is gone, the newest first, then what is new.</summary>
    public IReadOnlyList<LogNotice> Reconcile(ulong from, ulong newest, IReadOnlyList<EthereumLog> logs)
    {
        var there = logs.Select(KeyOf).ToHashSet();
        var notices = new List<LogNotice>();
        for (var index = _told.Count - 1; index >= 0; index--)
        {
            var log = _told[index];
            if (log.BlockNumber >= from && log.BlockNumber <= newest && !there.Contains(KeyOf(log)) && Take(log, isRemoved: true) is { } gone)
            {
                notices.Add(gone);
            }
        }

        foreach (var log in logs)
        {
            if (Take(log, isRemoved: false) is { } notice)
            {
                notices.Add(notice);
            }
        }

        IsUncertain = _told.Exists(log => log.BlockNumber > newest);
        Advance(newest);
        return notices;
    }

    /// <summary>Forgets what lies too deep to go.</summary>
    private void Advance(ulong newest)
    {
        if (_newest is { } known && newest <= known)
        {
            return;
        }

        _newest = newest;
        var from = From;
        if (_told.Count > 0 && _told[0].BlockNumber < from)
        {
            foreach (var log in _told.Where(log => log.BlockNumber < from))
            {
                _keys.Remove(KeyOf(log));
            }

            _told.RemoveAll(log => log.BlockNumber < from);
        }
    }

    private static (UInt256 Block, ulong Index) KeyOf(EthereumLog log) => (log.BlockHash, log.LogIndex);
}
