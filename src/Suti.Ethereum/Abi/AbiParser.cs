// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Suti.Ethereum;

/// <summary>Reads types and human-readable signatures.</summary>
internal ref struct AbiParser
{
    private ReadOnlySpan<char> _rest;

    public AbiParser(ReadOnlySpan<char> text) => _rest = text.Length > AbiLimits.MaxText ? "?" : text.Trim(' ');

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TryReadWord(string word)
    {
        var copy = this;
        if (copy.TryReadIdentifier(out var found) && found.SequenceEqual(word))
        {
            this = copy;
            return true;
        }

        return false;
    }

    public bool TryReadIdentifier(out ReadOnlySpan<char> word)
    {
        SkipSpaces();
        var length = 0;
        while (length < _rest.Length
            && (char.IsAsciiLetter(_rest[length]) || _rest[length] is '_' or '$' || (length > 0 && char.IsAsciiDigit(_rest[length]))))
        {
            length++;
        }

        word = _rest[..length];
        _rest = _rest[length..];
        return length > 0;
    }

    public bool TryReadParameters(int depth, [NotNullWhen(true)] out AbiParameter[]? parameters)
    {
        parameters = null;
        if (!TryReadMark('('))
        {
            return false;
        }

        if (TryReadMark(')'))
        {
            parameters = [];
            return true;
        }

        var read = new List<AbiParameter>();
        do
        {
            if (read.Count == AbiLimits.MaxParameters || !TryReadParameter(depth, out var parameter))
            {
                return false;
            }

            read.Add(parameter);
        }
        while (TryReadMark(','));
        parameters = TryReadMark(')') ? [.. read] : null;
        return parameters is not null;
    }

    public bool TryReadType(int depth, [NotNullWhen(true)] out AbiType? type)
    {
        type = null;
        if (depth > AbiLimits.MaxDepth)
        {
            return false;
        }

        _ = TryReadTupleWord();
        if (!_rest.IsEmpty && _rest[0] == '(')
        {
            if (!TryReadParameters(depth + 1, out var members) || (members.Length == 0 && depth > 0))
            {
                return false;
            }

            type = AbiType.TryMakeTuple(members);
        }
        else if (TryReadIdentifier(out var name))
        {
            type = AbiType.TryMakeElementary(name.ToString());
        }

        while (type is not null && !_rest.IsEmpty && _rest[0] == '[')
        {
            var end = _rest.IndexOf(']');
            var length = -1;
            if (++depth > AbiLimits.MaxDepth || end < 0 || (end > 1 && !TryReadLength(_rest[1..end], out length)))
            {
                type = null;
                return false;
            }

            type = AbiType.TryMakeArray(type, length);
            _rest = _rest[(end + 1)..];
        }

        return type is not null;
    }

    private static bool TryReadLength(ReadOnlySpan<char> digits, out int length)
    {
        length = 0;
        return digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out length);
    }

    private bool TryReadTupleWord()
    {
        SkipSpaces();
        if (!_rest.StartsWith("tuple(", StringComparison.Ordinal))
        {
            return false;
        }

        _rest = _rest["tuple".Length..];
        return true;
    }

    private bool TryReadParameter(int depth, [NotNullWhen(true)] out AbiParameter? parameter)
    {
        parameter = null;
        if (!TryReadType(depth, out var type))
        {
            return false;
        }

        var isIndexed = false;
        var name = "";
        while (TryReadIdentifier(out var word))
        {
            if (word is "indexed" && !isIndexed && name.Length == 0)
            {
                isIndexed = true;
            }
            else if (word is not ("memory" or "calldata" or "storage" or "payable") || name.Length != 0)
            {
                if (name.Length != 0)
                {
                    return false;
                }

                name = word.ToString();
            }
        }

        parameter = new AbiParameter(type, name, isIndexed);
        return true;
    }

    private bool TryReadMark(char mark)
    {
        SkipSpaces();
        if (_rest.IsEmpty || _rest[0] != mark)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private void SkipSpaces() => _rest = _rest.TrimStart(' ');
}
