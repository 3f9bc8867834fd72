// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

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

    /// <summary>
    /// A text. Half of a surrogate pair has no UTF-8 form, so that U+FFFD takes its place, in every store alike.
    /// </summary>
    public static RecordValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(RecordColumnType.Text, IsWellFormed(value) ? value : ReplaceHalfPairs(value), 0);
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

        return _text is null ? _number.CompareTo(other._number) : CompareTexts(_text, other._text!);
    }

    /// <summary>Compares two texts by their UTF-8 bytes.</summary>
    public static int CompareTexts(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // UTF-8 bytes order as code points do; UTF-16 units do not where a surrogate meets U+E000 to U+FFFF.
        var (a, b) = (left[same], right[same]);
        return (char.IsSurrogate(a), char.IsSurrogate(b)) switch
        {
            (true, false) => 1,
            (false, true) => -1,
            _ => a.CompareTo(b),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a text has a UTF-8 form: every surrogate stands in a pair.</summary>
    internal static bool IsWellFormed(string text)
    {
        var rest = text.AsSpan();
        while (true)
        {
            var index = rest.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (index < 0)
            {
                return true;
            }

            if (index + 1 == rest.Length || !char.IsSurrogatePair(rest[index], rest[index + 1]))
            {
                return false;
            }

            rest = rest[(index + 2)..];
        }
    }

    private static string ReplaceHalfPairs(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }
}
