// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;

namespace Suti.Ethereum;

/// <summary>
/// Amounts between the whole numbers that contracts count in and the decimal texts that people read: exactly, with no rounding.
/// Amounts are signed, because differences are shown too.
/// </summary>
public static class Wei
{
    /// <summary>No token has more decimal places: 2^256 has 78 digits.</summary>
    public const int MaxDecimals = 77;

    private const int MaxTextLength = 160;

    /// <summary>The amount of a decimal text such as <c>1.5</c>; digits beyond the unit's places must be zeros.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, EtherUnit unit, out BigInteger amount) =>
        TryParse(text, (int)unit, out amount);

    /// <summary>The amount of a decimal text for a token with that many decimal places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more places than <see cref="MaxDecimals"/>.</exception>
    public static bool TryParse(ReadOnlySpan<char> text, int decimals, out BigInteger amount)
    {
        RequireDecimals(decimals);
        amount = default;
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        var digits = isNegative ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (text.Length > MaxTextLength || (point < 0 ? whole.IsEmpty : fraction.IsEmpty)
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        fraction = fraction.TrimEnd('0');
        if (fraction.Length > decimals)
        {
            return false;
        }

        var scale = BigInteger.Pow(10, decimals - fraction.Length);
        var joined = BigInteger.Parse($"{whole}{fraction}", NumberStyles.None, CultureInfo.InvariantCulture) * scale;
        amount = isNegative ? -joined : joined;
        return true;
    }

    /// <summary>The amount of a decimal text that must fit a word.</summary>
    /// <exception cref="FormatException">
    /// The text is not a decimal number, is negative, needs more than 256 bits, or has digits beyond the unit's places.
    /// </exception>
    public static UInt256 Parse(ReadOnlySpan<char> text, EtherUnit unit = EtherUnit.Ether) => Parse(text, (int)unit);

    /// <summary>The amount of a decimal text for a token with that many decimal places.</summary>
    /// <exception cref="FormatException">
    /// The text is not a decimal number, is negative, needs more than 256 bits, or has digits beyond the places.
    /// </exception>
    public static UInt256 Parse(ReadOnlySpan<char> text, int decimals) =>
        TryParse(text, decimals, out var amount) && amount.Sign >= 0 && amount.GetBitLength() <= 256
            ? UInt256.FromBigInteger(amount)
            : throw new FormatException($"The text is not an amount of at most 256 bits with {decimals} decimal places.");

    /// <summary>The shortest decimal text of an amount, always with a point: <c>1.0</c>, <c>0.05</c>.</summary>
    public static string Format(BigInteger amount, EtherUnit unit = EtherUnit.Ether) => Format(amount, (int)unit);

    /// <summary>The shortest decimal text of an amount; it has a point unless the token has no decimal places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more places than <see cref="MaxDecimals"/>.</exception>
    public static string Format(BigInteger amount, int decimals)
    {
        RequireDecimals(decimals);
        if (decimals == 0)
        {
            return amount.ToString(CultureInfo.InvariantCulture);
        }

        var (whole, rest) = BigInteger.DivRem(BigInteger.Abs(amount), BigInteger.Pow(10, decimals));
        var fraction = rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
        return $"{(amount.Sign < 0 ? "-" : "")}{whole.ToString(CultureInfo.InvariantCulture)}.{(fraction.Length == 0 ? "0" : fraction)}";
    }

    /// <summary>The shortest decimal text of an amount, always with a point.</summary>
    public static string Format(UInt256 amount, EtherUnit unit = EtherUnit.Ether) => Format(amount.ToBigInteger(), unit);

    private static void RequireDecimals(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MaxDecimals);
    }
}
