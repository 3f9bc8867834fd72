// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>Runs an operation a number of times and says how long that took.</summary>
internal interface ITimedOperation
{
    TimeSpan Run(int count);
}
