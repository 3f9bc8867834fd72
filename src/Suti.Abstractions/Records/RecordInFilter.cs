// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>The column has one of the values.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">The values.</param>
public sealed record RecordInFilter(RecordColumn Column, IReadOnlyList<RecordValue> Values) : RecordFilter;
