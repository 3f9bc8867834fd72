// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The column has no value.</summary>
/// <param name="Column">The column.</param>
public sealed record RecordNullFilter(RecordColumn Column) : RecordFilter;
