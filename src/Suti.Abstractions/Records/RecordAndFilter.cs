// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>All of the filters hold; with none, always.</summary>
/// <param name="Filters">The filters.</param>
public sealed record RecordAndFilter(IReadOnlyList<RecordFilter> Filters) : RecordFilter;
