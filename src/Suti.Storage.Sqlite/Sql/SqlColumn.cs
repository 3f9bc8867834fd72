// SPDX-License-Identifier: Apache-2.0

namespace Suti.Storage;

/// <summary>How a column lies in tables.</summary>
/// <param name="Column">The column.</param>
/// <param name="Ordinal">Its place among the columns of its kind.</param>
/// <param name="Name">Its name in the table of the records; the prefix keeps it apart from what every table has.</param>
/// <param name="SideTable">The table of its values when it may have several.</param>
internal sealed record SqlColumn(RecordColumn Column, int Ordinal, string Name, string? SideTable);
