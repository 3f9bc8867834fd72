// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Storage.Postgres;

/// <summary>
/// Turns a pattern into a regular expression of PostgreSQL, over encoded text. Its own <c>ILIKE</c> would see two characters where one
/// is written as two, and drops a backslash before others.
/// </summary>
internal static class PostgresPattern
{
    internal static string ToExpression(string pattern)
    {
        // "***:" says that what follows is an advanced expression, "^" and "$" that it is all of the text.
        var expression = new StringBuilder("***:^", (2 * pattern.Length) + 16);
        var encoded = PostgresText.Encode(pattern);
        for (var index = 0; index < encoded.Length; index++)
        {
            var character = encoded[index];
            if (character == '%')
            {
                // Two in a row say no more than one, and cost the engine much.
                if (index == 0 || encoded[index - 1] != '%' || IsEscaped(encoded, index - 1))
                {
                    expression.Append(".*");
                }
            }
            else if (character == '_')
            {
                expression.Append("(?:[^\u0001]|\u0001.)");
            }
            else
            {
                if (character == '\\' && index + 1 < encoded.Length && encoded[index + 1] is '%' or '_' or '\\')
                {
                    character = encoded[++index];
                }

                AppendLiteral(expression, character);
            }
        }

        return expression.Append('$').ToString();
    }

    private static bool IsEscaped(string pattern, int index)
    {
        var count = 0;
        while (index - count > 0 && pattern[index - count - 1] == '\\')
        {
            count++;
        }

        return count % 2 == 1;
    }

    private static void AppendLiteral(StringBuilder expression, char character)
    {
        if (char.IsAsciiLetter(character))
        {
            expression.Append('[').Append(char.ToLowerInvariant(character)).Append(char.ToUpperInvariant(character)).Append(']');
        }
        else if (char.IsAscii(character) && !char.IsAsciiDigit(character) && !char.IsControl(character) && character != ' ')
        {
            expression.Append('\\').Append(character);
        }
        else
        {
            expression.Append(character);
        }
    }
}
