// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti;

/// <summary>The one form that fields have in every store, so that what is read is what was written, whatever the store.</summary>
internal static class RecordFields
{
    /// <summary>The longest text that must be unique, in bytes of UTF-8: an index holds it whole.</summary>
    private const int MaxUniqueLength = 1024;

    /// <summary>The fields in the order of the columns; several values of a column in order and once each.</summary>
    internal static IReadOnlyList<RecordField> Arrange(RecordKind kind, IReadOnlyList<RecordField> fields)
    {
        var isArranged = true;
        var last = -1;
        for (var index = 0; index < fields.Count; index++)
        {
            var ordinal = FindColumn(kind, fields[index]);
            isArranged &= ordinal > last
                || (ordinal == last && fields[index].Column.IsMultiValued && fields[index].Value > fields[index - 1].Value);
            last = ordinal;
        }

        return isArranged ? fields : Sort(kind, fields);
    }

    private static List<RecordField> Sort(RecordKind kind, IReadOnlyList<RecordField> fields)
    {
        var sorted = fields
            .Select(field => (Ordinal: FindColumn(kind, field), Field: field))
            .OrderBy(static entry => entry.Ordinal)
            .ThenBy(static entry => entry.Field.Value)
            .ToArray();
        var arranged = new List<RecordField>(sorted.Length);
        for (var index = 0; index < sorted.Length; index++)
        {
            var (ordinal, field) = sorted[index];
            if (index == 0 || sorted[index - 1].Ordinal != ordinal)
            {
                arranged.Add(field);
            }
            else if (!field.Column.IsMultiValued)
            {
                throw new ArgumentException($"The column \"{field.Column.Name}\" has one value at most.", nameof(fields));
            }
            else if (field.Value != sorted[index - 1].Field.Value)
            {
                arranged.Add(field);
            }
        }

        return arranged;
    }

    private static int FindColumn(RecordKind kind, RecordField field)
    {
        var columns = kind.Columns;
        for (var ordinal = 0; ordinal < columns.Count; ordinal++)
        {
            if (ReferenceEquals(columns[ordinal], field.Column) || columns[ordinal] == field.Column)
            {
                Check(field);
                return ordinal;
            }
        }

        throw new ArgumentException(
            $"The record kind \"{kind.Name}\" has no column \"{field.Column?.Name}\".", nameof(field));
    }

    private static void Check(RecordField field)
    {
        var column = field.Column;
        if (field.Value.Type != column.Type)
        {
            throw new ArgumentException(
                $"The column \"{column.Name}\" holds values of the type {column.Type}, not {field.Value.Type}.", nameof(field));
        }

        if (column.IsUnique && column.Type == RecordColumnType.Text && Encoding.UTF8.GetByteCount(field.Value.Text) > MaxUniqueLength)
        {
            throw new ArgumentException(
                $"The column \"{column.Name}\" holds unique texts, of at most {MaxUniqueLength} bytes of UTF-8.", nameof(field));
        }
    }
}
