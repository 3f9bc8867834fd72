// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Suti.Ethereum;

/// <summary>
/// The Inter-exchange Client Address Protocol: an IBAN of country XE. "Direct" has 30 characters of base 36 and only fits addresses
/// with a leading zero; "basic" has 31 and fits all.
/// </summary>
internal static class Icap
{
    private const int DirectLength = 30;
    private const int BasicLength = 31;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Digits);

    public static string Format(Address address)
    {
        Span<char> account = stackalloc char[BasicLength];
        var rest = address.ToUInt256();
        var length = 0;
        while (!rest.IsZero)
        {
            (rest, var digit) = UInt256.DivRem(rest, 36);
            account[BasicLength - 1 - length++] = Digits[(int)digit.Low];
        }

        for (; length < DirectLength; length++)
        {
            account[BasicLength - 1 - length] = '0';
        }

        account = account[(BasicLength - length)..];
        var check = 98 - Remainder(account, "XE00");
        return $"XE{check:00}{account}";
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Address address)
    {
        address = default;
        if (text.Length is not (4 + DirectLength or 4 + BasicLength) || !text.StartsWith("XE", StringComparison.Ordinal))
        {
            return false;
        }

        var account = text[4..];
        if (text.ContainsAnyExcept(Allowed) || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3])
            || Remainder(account, text[..4]) != 1
            || (account.Length == BasicLength && account[0] == '0'))
        {
            return false;
        }

        // ISO 7064 leaves the remainders 0 and 1 to two pairs of digits each; only those that are written count.
        if (((text[2] - '0') * 10) + text[3] - '0' is < 2 or > 98)
        {
            return false;
        }

        var value = UInt256.Zero;
        foreach (var digit in account)
        {
            value = (value * 36) + Digits.IndexOf(digit, StringComparison.Ordinal);
        }

        if (value.BitLength > 8 * Address.Size)
        {
            return false;
        }

        address = Address.FromUInt256(value);
        return true;
    }

    /// <summary>ISO 7064 mod 97-10: letters count as two digits, country and check digits go last.</summary>
    private static int Remainder(ReadOnlySpan<char> account, ReadOnlySpan<char> head)
    {
        var remainder = 0;
        foreach (var digit in account)
        {
            remainder = Append(remainder, digit);
        }

        foreach (var digit in head)
        {
            remainder = Append(remainder, digit);
        }

        return remainder;

        static int Append(int remainder, char digit) =>
            char.IsAsciiDigit(digit) ? ((remainder * 10) + digit - '0') % 97 : ((remainder * 100) + digit - 'A' + 10) % 97;
    }
}
