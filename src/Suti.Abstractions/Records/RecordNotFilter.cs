// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The filter does not hold. There is no third value: what does not hold, holds not.</summary>
/// <param name="Filter">The filter.</param>
public sealed record RecordNotFilter(RecordFilter Filter) : RecordFilter;
