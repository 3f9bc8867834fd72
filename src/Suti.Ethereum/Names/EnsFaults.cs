// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Ethereum;

/// <summary>
/// Why a name is none. A character beyond ASCII is written by its number alone: it may be invisible, turn the direction of the text, or
/// look like another one.
/// </summary>
internal static class EnsFaults
{
    public const string Empty = "it is empty";
    public const string HalfPair = "it has half of a surrogate pair";
    public const string Underscore = "an underscore stands elsewhere than at its start";
    public const string Extension = "its third and fourth characters are hyphens, as in an encoded international name";

    public static EthereumError TooLong { get; } =
        new(EthereumErrorCodes.NameInvalid, "The text is not a name that ENS allows: it is too long.");

    public static EthereumError InLabel(int position, string fault) =>
        new(EthereumErrorCodes.NameInvalid, string.Create(CultureInfo.InvariantCulture, $"The text is not a name that ENS allows: label {position}: {fault}."));

    public static string Disallowed(int code) => $"the character {Show(code)} is not allowed";

    public static string Placement(string where, int code) => $"the character {Show(code)} stands {where}";

    public static string Mixture(EnsGroup first, EnsGroup second, int code) => $"{first.Name} is mixed with {second.Name} in the character {Show(code)}";

    public static string RepeatedMark(int code) => $"the mark {Show(code)} is repeated";

    public static string ManyMarks(int count, int maximum) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} marks follow each other, where {maximum} may");

    public static string Confusable(EnsGroup group, EnsGroup other) => $"all of it in {group.Name} looks like a name in {other.Name}";

    private static string Show(int code) =>
        code is > ' ' and < 0x7F ? $"'{(char)code}'" : "{" + code.ToString("X2", CultureInfo.InvariantCulture) + "}";
}
