// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti;

/// <summary>A value of a column. Columns without a value have none of these: there is no null among them.</summary>
public readonly struct RecordValue : IEquatable<RecordValue>, IComparable<RecordValue>
{
    private readonly string? _text;
    private readonly long _number;

    private RecordValue(RecordColumnType type, string? text, long number)
    {
        Type = type;
        _text = text;
        _number = number;
    }

    /// <summary>The type.</summary>
    public RecordColumnType Type { get; }

    /// <summary>The text of a text value.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public string Text => _text ?? throw new InvalidOperationException("This value is not a text.");

    /// <summary>The integer, or the milliseconds since 1970-01-01 of a moment.</summary>
    /// <exception cref="InvalidOperationException">It is a text.</exception>
    public long Number => _text is null ? _number : throw new InvalidOperationException("This value is a text.");

    /// <summary>The moment.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public DateTimeOffset Time => Type == RecordColumnType.Time
        ? DateTimeOffset.FromUnixTimeMilliseconds(_number)
        : throw new InvalidOperationException("This value is not a moment.");

    /// <summary>A text.</summary>
    public static RecordValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(RecordColumnType.Text, value, 0);
    }

    /// <summary>An integer.</summary>
    public static RecordValue Of(long value) => new(RecordColumnType.Integer, null, value);

    /// <summary>A boolean, as 0 or 1.</summary>
    public static RecordValue Of(bool value) => new(RecordColumnType.Integer, null, value ? 1 : 0);

    /// <summary>A moment, cut to the millisecond.</summary>
    public static RecordValue Of(DateTimeOffset value) => new(RecordColumnType.Time, null, value.ToUnixTimeMilliseconds());

    /// <summary>A value of a type from the number that stands for it in a store.</summary>
    public static RecordValue FromNumber(RecordColumnType type, long number) => type == RecordColumnType.Text
        ? throw new ArgumentException("A text is no number.", nameof(type))
        : new(type, null, number);

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(RecordValue left, RecordValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(RecordValue left, RecordValue right) => !left.Equals(right);

    /// <summary>Whether the left value comes before the right one.</summary>
    public static bool operator <(RecordValue left, RecordValue right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left value comes before the right one or is equal to it.</summary>
    public static bool operator <=(RecordValue left, RecordValue right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left value comes after the right one.</summary>
    public static bool operator >(RecordValue left, RecordValue right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left value comes after the right one or is equal to it.</summary>
    public static bool operator >=(RecordValue left, RecordValue right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public bool Equals(RecordValue other) =>
        Type == other.Type && _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RecordValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, _text, _number);

    /// <summary>Compares as every store does: numbers by size, texts by their UTF-8 bytes.</summary>
    public int CompareTo(RecordValue other)
    {
        if (Type != other.Type)
        {
            return Type.CompareTo(other.Type);
        }

        return _text is null ? _number.CompareTo(other._number) : CompareByCodePoint(_text, other._text!);
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);

    // UTF-8 bytes order as code points do; UTF-16 units do not where a surrogate meets U+E000 to U+FFFF.
    private static int CompareByCodePoint(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var index = 0; index < length; index++)
        {
            var (a, b) = (left[index], right[index]);
            if (a != b)
            {
                return (char.IsSurrogate(a), char.IsSurrogate(b)) switch
                {
                    (true, false) => 1,
                    (false, true) => -1,
                    _ => a.CompareTo(b),
                };
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
