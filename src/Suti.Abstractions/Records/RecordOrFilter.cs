// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>At least one of the filters holds; with none, never.</summary>
/// <param name="Filters">The filters.</param>
public sealed record RecordOrFilter(IReadOnlyList<RecordFilter> Filters) : RecordFilter;
