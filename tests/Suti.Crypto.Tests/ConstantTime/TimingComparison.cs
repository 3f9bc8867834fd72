// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Suti.Crypto.Tests;

/// <summary>
/// Looks for a difference in time between a fixed secret and random ones, in the manner of dudect (Reparaz, Balasch, Verbauwhede
/// 2017): both classes are timed in random order, slow outliers are cropped, and Welch's t-test says whether the means differ.
/// <code>
/// TimingComparison.RequireConstantTime(secretSize: 32, secret => new Key(secret), key => key.Sign(data));
/// </code>
/// Preparation is not timed. Short operations are repeated within one timing.
/// </summary>
/// <remarks>Tests that use it carry <c>[Collection(TimingComparison.Collection)]</c> and the trait
/// <c>Category=Statistical</c>, so that nothing runs beside them and quick runs leave them out.</remarks>
internal static class TimingComparison
{
    public const string Collection = "Timing";

    /// <summary>
    /// dudect calls 4.5 probable and 10 certain for one sample. Three independent samples must all pass this one, so that the
    /// noise of a busy machine does not.
    /// </summary>
    public const double Threshold = 5;

    public const int Samples = 3;

    private const int TimingsPerSample = 8000;
    private const int TimingsPerBatch = 250;
    private static readonly TimeSpan TimePerSample = TimeSpan.FromSeconds(3);

    /// <summary>Shares of the fastest timings that are kept. A leak may show in the whole or only where noise is cut off.</summary>
    private static readonly double[] Crops = [0.5, 0.75, 0.9, 1];

    /// <summary>Fails when every sample tells the fixed secret from random ones.</summary>
    public static void RequireConstantTime<T>(
        int secretSize, Func<byte[], T> prepare, Action<T> run, byte[]? fixedSecret = null, int repeat = 1)
    {
        var values = LeastEvidence(secretSize, prepare, run, fixedSecret, repeat);
        Assert.True(values.Min() < Threshold, $"The secret shows in the time: |t| is {string.Join(", ", values)}.");
    }

    /// <summary>Fails when any sample cannot tell the fixed secret from random ones: the harness would miss this leak.</summary>
    public static void RequireLeak<T>(
        int secretSize, Func<byte[], T> prepare, Action<T> run, byte[]? fixedSecret = null, int repeat = 1)
    {
        var values = LeastEvidence(secretSize, prepare, run, fixedSecret, repeat);
        Assert.True(values.Min() >= Threshold, $"The leak does not show in the time: |t| is {string.Join(", ", values)}.");
    }

    /// <summary>|t| of each sample; stops at the first below the threshold.</summary>
    private static List<double> LeastEvidence<T>(
        int secretSize, Func<byte[], T> prepare, Action<T> run, byte[]? fixedSecret, int repeat)
    {
        fixedSecret ??= new byte[secretSize];
        Assert.Equal(secretSize, fixedSecret.Length);
        var values = new List<double>();
        for (var sample = 0; sample < Samples; sample++)
        {
            values.Add(Math.Round(Evidence(sample, fixedSecret, prepare, run, repeat), 2));
            if (values[^1] < Threshold)
            {
                break;
            }
        }

        return values;
    }

    private static double Evidence<T>(
        int seed, byte[] fixedSecret, Func<byte[], T> prepare, Action<T> run, int repeat)
    {
        var random = new Random(seed);
        var timings = new List<(long Time, bool IsFixed)>(TimingsPerSample);
        var inputs = new T[TimingsPerBatch];
        var classes = new bool[TimingsPerBatch];
        var start = Stopwatch.GetTimestamp();
        var isWarm = false;
        while (timings.Count < TimingsPerSample && Stopwatch.GetElapsedTime(start) < TimePerSample)
        {
            for (var i = 0; i < TimingsPerBatch; i++)
            {
                classes[i] = random.Next(2) == 0;

                // Both classes draw, copy and prepare, so that they differ in nothing but the secret.
                var secret = new byte[fixedSecret.Length];
                random.NextBytes(secret);
                if (classes[i])
                {
                    fixedSecret.CopyTo(secret, 0);
                }

                inputs[i] = prepare(secret);
            }

            for (var i = 0; i < TimingsPerBatch; i++)
            {
                var before = Stopwatch.GetTimestamp();
                for (var j = 0; j < repeat; j++)
                {
                    run(inputs[i]);
                }

                var time = Stopwatch.GetTimestamp() - before;
                if (isWarm)
                {
                    timings.Add((time, classes[i]));
                }

                (inputs[i] as IDisposable)?.Dispose();
            }

            // The first batch warms the caches and the compiler up.
            isWarm = true;
        }

        Assert.True(timings.Count >= 4 * TimingsPerBatch, "The operation is too slow for a sample.");
        timings.Sort((a, b) => a.Time.CompareTo(b.Time));
        return Crops.Max(crop => WelchT(timings.Take((int)(timings.Count * crop))));
    }

    /// <summary>Welch's t: the difference of the means in units of its standard error.</summary>
    private static double WelchT(IEnumerable<(long Time, bool IsFixed)> timings)
    {
        var classes = timings.ToLookup(timing => timing.IsFixed, timing => (double)timing.Time);
        var (mean0, error0) = MeanAndSquaredError([.. classes[false]]);
        var (mean1, error1) = MeanAndSquaredError([.. classes[true]]);
        return Math.Abs(mean0 - mean1) / Math.Sqrt(error0 + error1 + double.Epsilon);
    }

    private static (double Mean, double SquaredError) MeanAndSquaredError(double[] values)
    {
        if (values.Length < 2)
        {
            // Cropping removed a whole class, which only a large difference can do.
            return (0, 0);
        }

        var mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }
}
