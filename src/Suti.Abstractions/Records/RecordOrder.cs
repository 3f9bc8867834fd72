// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// An order by a column. Records without a value come first, or last when descending. Records that are equal in every order
/// are ordered by their key.
/// </summary>
/// <param name="Column">A column with at most one value.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public sealed record RecordOrder(RecordColumn Column, bool IsDescending = false);
