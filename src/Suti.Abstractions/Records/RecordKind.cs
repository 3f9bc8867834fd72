// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// A kind of records: its name, its columns and its version. It belongs to the assembly that owns the records.
/// </summary>
public abstract class RecordKind
{
    private const int MaxNameLength = 48;

    private protected RecordKind(string name, int version, bool isSealed)
    {
        CheckName(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        Name = name;
        Version = version;
        IsSealed = isSealed;
    }

    /// <summary>The name: lower-case letters, digits and underscores, beginning with a letter.</summary>
    public string Name { get; }

    /// <summary>The version of its shape. A store that knows a newer one refuses to open.</summary>
    public int Version { get; }

    /// <summary>Whether bodies are sealed before they reach the store.</summary>
    public bool IsSealed { get; }

    /// <summary>The columns.</summary>
    public abstract IReadOnlyList<RecordColumn> Columns { get; }

    /// <summary>The column of a name; <c>key</c> is <see cref="RecordColumn.Key"/>.</summary>
    public RecordColumn? FindColumn(string name) =>
        name == RecordColumn.Key.Name ? RecordColumn.Key : Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>
    /// The content that a record of an earlier version has in this one. The fields of a sealed kind stay as they are, since
    /// its body cannot be read here.
    /// </summary>
    public abstract RecordContent Migrate(int fromVersion, StoredRecord record);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxNameLength
            || !char.IsAsciiLetterLower(name[0])
            || !name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new ArgumentException(
                $"\"{name}\" is no name of a kind or column: 1 to 48 lower-case letters, digits and underscores, a letter first.",
                nameof(name));
        }
    }
}
