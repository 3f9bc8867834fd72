// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Suti.AspNetCore;

/// <summary>
/// Listens to the meters whose names begin with <c>Suti.</c> and writes what they count in the text format of Prometheus. The number of series is
/// limited, so that no tag can fill the memory.
/// </summary>
internal sealed class MeterReadings : IDisposable
{
    private const int MaxSeries = 4096;
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private int _series;

    public MeterReadings()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Suti.", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All that was counted so far.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach (var (name, family) in _families)
            {
                family.Write(name, text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static string Clean(string name) =>
        string.Create(name.Length, name, static (span, name) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = char.IsAsciiLetterOrDigit(name[index]) ? name[index] : '_';
            }
        });

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var tag in tags)
        {
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(text.Length == 0 ? "" : ",").Append(Clean(tag.Key)).Append("=\"").Append(value).Append('"');
        }

        return text.ToString();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        var isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
        var isSum = instrument.GetType().Name is var type
            && (type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("UpDownCounter", StringComparison.Ordinal));
        lock (_gate)
        {
            var name = Clean(instrument.Name) + (instrument.Unit == "s" ? "_seconds" : "");
            if (!_families.TryGetValue(name, out var family))
            {
                family = new(isHistogram ? "histogram" : isSum && !type.StartsWith("Up", StringComparison.Ordinal) ? "counter" : "gauge", instrument.Description ?? "");
                _families.Add(name, family);
            }

            if (!family.Series.TryGetValue(labels, out var series))
            {
                if (_series == MaxSeries)
                {
                    return;
                }

                _series++;
                series = new Series(isHistogram ? new long[Bounds.Length] : null);
                family.Series.Add(labels, series);
            }

            series.Note(value, isHistogram || isSum);
        }
    }

    private sealed class Series(long[]? buckets)
    {
        private double _value;
        private long _count;

        public void Note(double value, bool isSum)
        {
            _value = isSum ? _value + value : value;
            _count++;
            for (var index = 0; buckets is not null && index < buckets.Length; index++)
            {
                buckets[index] += value <= Bounds[index] ? 1 : 0;
            }
        }

        public void Write(string name, string labels, StringBuilder text)
        {
            if (buckets is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {_value}\n");
                return;
            }

            var more = labels.Length == 0 ? "" : labels + ",";
            for (var index = 0; index < buckets.Length; index++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"{Bounds[index]}\"}} {buckets[index]}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"+Inf\"}} {_count}\n");
            var own = labels.Length == 0 ? "" : $"{{{labels}}}";
            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{own} {_value}\n{name}_count{own} {_count}\n");
        }
    }

    private sealed class Family(string kind, string help)
    {
        public SortedDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);

        public void Write(string name, StringBuilder text)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");
            foreach (var (labels, series) in Series)
            {
                series.Write(name, labels, text);
            }
        }
    }
}
