// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>
/// Times both sides of a comparison in short turns, so that what else the machine does falls on both, and takes the median
/// rate of each.
/// </summary>
internal sealed class ComparisonRunner(bool quick)
{
    private readonly TimeSpan _turn = TimeSpan.FromMilliseconds(quick ? 40 : 150);
    private readonly int _turns = quick ? 5 : 11;

    public Measurement Run(Comparison comparison)
    {
        comparison.Prepare?.Invoke();
        var ours = new LocalOperation(comparison.Ours);
        var ourCount = CountForOneTurn(ours);
        var theirCount = CountForOneTurn(comparison.Theirs);
        var ourRates = new double[_turns];
        var theirRates = new double[_turns];
        for (var turn = 0; turn < _turns; turn++)
        {
            ourRates[turn] = Rate(ours, ourCount);
            theirRates[turn] = Rate(comparison.Theirs, theirCount);
        }

        return new Measurement(
            comparison.Name,
            Median(ourRates) * comparison.OperationsPerCall,
            comparison.Reference,
            Median(theirRates) * comparison.OperationsPerCall);
    }

    private static double Rate(ITimedOperation operation, int count) => count / operation.Run(count).TotalSeconds;

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    /// <summary>Warms the operation up (the tiered compiler needs about a second) and finds how often it fits into a turn.</summary>
    private int CountForOneTurn(ITimedOperation operation)
    {
        var warmUp = TimeSpan.FromMilliseconds(quick ? 300 : 1000);
        var spent = TimeSpan.Zero;
        var count = 1;
        while (true)
        {
            var elapsed = operation.Run(count);
            spent += elapsed;
            if (spent >= warmUp && elapsed.Ticks > 0)
            {
                return (int)Math.Clamp(count * (_turn / elapsed), 1, 100_000_000);
            }

            if (elapsed < _turn)
            {
                count = Math.Min(count * 2, 100_000_000);
            }
        }
    }
}
