// SPDX-License-Identifier: Apache-2.0

namespace Suti.Encodings;

/// <summary>The characters of a base and their values.</summary>
internal sealed class DigitAlphabet
{
    public const byte NoDigit = 0xFF;

    private readonly byte[] _values = new byte[128];

    public DigitAlphabet(string characters, bool ignoreCase = false)
    {
        Characters = characters;
        Array.Fill(_values, NoDigit);
        for (var value = 0; value < characters.Length; value++)
        {
            _values[characters[value]] = (byte)value;
            if (ignoreCase)
            {
                _values[char.ToUpperInvariant(characters[value])] = (byte)value;
                _values[char.ToLowerInvariant(characters[value])] = (byte)value;
            }
        }
    }

    public string Characters { get; }

    /// <summary>The value of a character, or <see cref="NoDigit"/>.</summary>
    public byte ValueOf(char character) => character < _values.Length ? _values[character] : NoDigit;
}
