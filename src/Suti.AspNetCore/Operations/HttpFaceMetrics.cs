// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Suti.AspNetCore;

/// <summary>What is counted of the operations that are called over HTTP.</summary>
internal sealed class HttpFaceMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<int> _active;
    private readonly TimeProvider _clock;

    public HttpFaceMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create("Suti.AspNetCore");
        _duration = _meter.CreateHistogram<double>("suti.http.operation.duration", "s", "How long operations took, by name and status.");
        _active = _meter.CreateUpDownCounter<int>("suti.http.operation.active", description: "Operations that run now.");
    }

    public long Start()
    {
        _active.Add(1);
        return _clock.GetTimestamp();
    }

    public void Stop(long started, string operation, int status)
    {
        _active.Add(-1);
        _duration.Record(
            _clock.GetElapsedTime(started).TotalSeconds,
            new TagList { { "operation", operation }, { "status", status } });
    }

    public void Dispose() => _meter.Dispose();
}
