// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Benchmarks;

/// <summary>What one credential costs at a size.</summary>
/// <param name="Size">How many are kept.</param>
/// <param name="Save">To keep one, in batches.</param>
/// <param name="Find">To find one by a claim.</param>
internal sealed record GrowthPoint(int Size, TimeSpan Save, TimeSpan Find)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"growth {Size}: save {Save.TotalMicroseconds:F0} us, find {Find.TotalMicroseconds:F0} us");
}
