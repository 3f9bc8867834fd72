// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Suti.Dids;

/// <summary>The grammar of DID Core 1.0 §3.1 and §3.2, on spans.</summary>
internal static class DidSyntax
{
    /// <summary>Long forms of did:peer carry whole documents; nothing honest is longer than this.</summary>
    public const int MaxLength = 16 * 1024;

    public const string Scheme = "did:";

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string SubDelimiters = "!$&'()*+,;=";

    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(LettersAndDigits + ".-_:");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(LettersAndDigits + "-._~:@/" + SubDelimiters);
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(LettersAndDigits + "-._~:@/?" + SubDelimiters);

    /// <summary>Measures the DID at the start of <paramref name="text"/>; false with the position of the first wrong character.</summary>
    public static bool TryMeasureDid(ReadOnlySpan<char> text, out int methodLength, out int didLength, out int errorAt)
    {
        methodLength = 0;
        didLength = 0;
        if (!text.StartsWith(Scheme))
        {
            errorAt = text.CommonPrefixLength(Scheme);
            return false;
        }

        methodLength = text[Scheme.Length..].IndexOfAnyExcept(MethodCharacters);
        if (methodLength <= 0 || text[Scheme.Length + methodLength] != ':')
        {
            errorAt = methodLength < 0 ? text.Length : Scheme.Length + methodLength;
            return false;
        }

        var idStart = Scheme.Length + methodLength + 1;
        didLength = idStart + Measure(text[idStart..], IdCharacters);

        // method-specific-id = *( *idchar ":" ) 1*idchar: it is not empty and does not end with a colon.
        errorAt = didLength;
        return didLength > idStart && text[didLength - 1] != ':';
    }

    public static int MeasurePath(ReadOnlySpan<char> text) => text is ['/', ..] ? Measure(text, PathCharacters) : 0;

    /// <summary>The length of a query or a fragment, which have the same characters.</summary>
    public static int MeasureQuery(ReadOnlySpan<char> text) => Measure(text, QueryCharacters);

    public static bool IsMethodName(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(MethodCharacters);

    /// <summary>What is wrong with a text, for the exception of a parser that throws.</summary>
    public static FormatException ToException(ReadOnlySpan<char> text, string what, int errorAt) => new(
        text.Length > MaxLength
            ? $"Not a {what}: longer than {MaxLength} characters."
            : $"Not a {what}: wrong or missing character at position {errorAt}.");

    private static int Measure(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        var position = 0;
        while (true)
        {
            var next = text[position..].IndexOfAnyExcept(allowed);
            if (next < 0)
            {
                return text.Length;
            }

            position += next;
            if (text[position] != '%' || !IsEscape(text[position..]))
            {
                return position;
            }

            position += 3;
        }
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);
}
