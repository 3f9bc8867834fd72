// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>A column of a kind of records: what can be filtered and ordered by.</summary>
/// <param name="Name">Lower-case letters, digits and underscores, beginning with a letter.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsMultiValued">Whether a record may have several values. Such a column can be filtered by, not ordered.</param>
public sealed record RecordColumn(string Name, RecordColumnType Type, bool IsMultiValued = false)
{
    /// <summary>The key of the record, which every kind has.</summary>
    public static RecordColumn Key { get; } = new("key", RecordColumnType.Text);

    /// <summary>
    /// Whether a store keeps an index of it, as it does unless told otherwise. Each index costs every write; a column whose values
    /// hardly tell records apart, or that is asked for beside better ones only, does without.
    /// </summary>
    public bool IsIndexed { get; init; } = true;

    /// <summary>
    /// Whether no two records of a space may have the same value. A store looks at it when a transaction ends, and refuses one that
    /// would leave two (<see cref="RecordErrorCodes.Conflict"/>). Such a text has at most 1024 bytes of UTF-8.
    /// </summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether this is <see cref="Key"/>.</summary>
    public bool IsKey => ReferenceEquals(this, Key);
}
