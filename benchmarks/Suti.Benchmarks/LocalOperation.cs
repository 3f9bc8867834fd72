// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Suti.Benchmarks;

/// <summary>An operation of this process, native libraries included.</summary>
internal sealed class LocalOperation(Action<int> run) : ITimedOperation
{
    public TimeSpan Run(int count)
    {
        var start = Stopwatch.GetTimestamp();
        run(count);
        return Stopwatch.GetElapsedTime(start);
    }
}
