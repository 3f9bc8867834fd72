// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>
/// The times that nearly every credential has, such as <c>2026-01-01T00:00:00Z</c> and with thousandths: read and written without the
/// general parser, which takes longer over one than a hash over the whole credential.
/// </summary>
internal static class UtcTime
{
    private const int SecondsLength = 20;
    private const int MillisecondsLength = 24;

    /// <summary>Reads a time in one of the two forms; any other is left to the general parser.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        var milliseconds = 0;
        if (text.Length is not (SecondsLength or MillisecondsLength)
            || text[^1] != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || (text.Length == MillisecondsLength && (text[19] != '.' || !TryNumber(text.Slice(20, 3), out milliseconds)))
            || !TryNumber(text[..4], out var year) || !TryNumber(text.Slice(5, 2), out var month) || !TryNumber(text.Slice(8, 2), out var day)
            || !TryNumber(text.Slice(11, 2), out var hour) || !TryNumber(text.Slice(14, 2), out var minute) || !TryNumber(text.Slice(17, 2), out var second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new DateTimeOffset(year, month, day, hour, minute, second, milliseconds, TimeSpan.Zero);
        return true;
    }

    /// <summary>Writes a time with thousandths.</summary>
    public static string WriteMilliseconds(DateTimeOffset time) => string.Create(MillisecondsLength, time.UtcDateTime, static (text, utc) =>
    {
        "0000-00-00T00:00:00.000Z".CopyTo(text);
        Write(text[..4], utc.Year);
        Write(text.Slice(5, 2), utc.Month);
        Write(text.Slice(8, 2), utc.Day);
        Write(text.Slice(11, 2), utc.Hour);
        Write(text.Slice(14, 2), utc.Minute);
        Write(text.Slice(17, 2), utc.Second);
        Write(text.Slice(20, 3), utc.Millisecond);
    });

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    private static void Write(Span<char> digits, int number)
    {
        for (var at = digits.Length - 1; at >= 0; at--, number /= 10)
        {
            digits[at] = (char)('0' + (number % 10));
        }
    }
}
