// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Suti.Encodings;

namespace Suti.Ethereum;

/// <summary>Puts the data of a revert into words.</summary>
public static class RevertReason
{
    private const int MaxText = 500;

    private static readonly Dictionary<ulong, string> Panics = new()
    {
        [0x01] = "an assertion failed",
        [0x11] = "a number overflowed",
        [0x12] = "a division by zero",
        [0x21] = "an enumeration has no such value",
        [0x22] = "a stored array is malformed",
        [0x31] = "an empty array was popped",
        [0x32] = "an index is out of bounds",
        [0x41] = "too much memory was asked for",
        [0x51] = "a function that was not set was called",
    };

    /// <summary>
    /// Describes a revert: <c>Error(string)</c> and <c>Panic(uint256)</c> always, others by the errors given. The text comes from a
    /// contract: control characters are taken out, and it is cut to 500 characters.
    /// </summary>
    public static string Describe(ReadOnlySpan<byte> data, params IReadOnlyList<AbiError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (data.IsEmpty)
        {
            return "no reason was given";
        }

        if (AbiError.Text.TryDecode(data, out var text))
        {
            return Clean(text[0].AsText());
        }

        if (AbiError.Panic.TryDecode(data, out var panic))
        {
            return panic[0].AsUInt256().TryToUInt64(out var code) && Panics.TryGetValue(code, out var meaning)
                ? meaning
                : $"panic {panic[0].AsUInt256()}";
        }

        foreach (var error in errors)
        {
            if (error.TryDecode(data, out var values))
            {
                return Clean($"{error.Name}({string.Join(", ", values.Select(Write))})");
            }
        }

        return $"an error of the contract, {Hex.EncodePrefixed(data[..Math.Min(data.Length, AbiError.SelectorSize)])}";
    }

    private static string Write(AbiValue value) => value.ToDisplayText();

    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxText)
            {
                break;
            }

            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
