// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>Compares a column with a value of its type.</summary>
/// <param name="Column">The column.</param>
/// <param name="Comparison">How to compare: the column's value is less, equal ... than <paramref name="Value"/>.</param>
/// <param name="Value">The value.</param>
public sealed record RecordComparisonFilter(RecordColumn Column, RecordComparison Comparison, RecordValue Value) : RecordFilter;
