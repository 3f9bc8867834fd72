// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.Metrics;

namespace Suti.Dids;

/// <summary>What is counted, under the meter <c>Suti.Dids</c>. DIDs are never among the tags.</summary>
internal static class DidMetrics
{
    private static readonly Meter Meter = new("Suti.Dids");

    private static readonly Counter<long> CacheHits =
        Meter.CreateCounter<long>("suti.did.cache.hits", description: "Resolutions answered by the cache.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("suti.did.resolution.duration", "s", "Resolutions that the cache did not answer, by method and error.");

    public static bool IsTimed => Duration.Enabled;

    public static void CountHit()
    {
        if (CacheHits.Enabled)
        {
            CacheHits.Add(1);
        }
    }

    public static void Record(TimeSpan elapsed, string method, DidResolutionResult result) => Duration.Record(
        elapsed.TotalSeconds,
        new KeyValuePair<string, object?>("method", method),
        new KeyValuePair<string, object?>("error", result.Error?.Code ?? "none"));
}
