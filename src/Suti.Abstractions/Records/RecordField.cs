// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>A value of a record in one of its columns. A multi-valued column gives several fields.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
public readonly record struct RecordField(RecordColumn Column, RecordValue Value);
