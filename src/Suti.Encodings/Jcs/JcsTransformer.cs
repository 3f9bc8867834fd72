// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Suti.Encodings;

/// <summary>
/// One canonicalization (RFC 8785): a scan that notes where each token lies, then a walk that writes the tokens in canonical
/// order straight from the input. All buffers are pooled and every string without escapes is copied as it is.
/// </summary>
internal ref struct JcsTransformer : IDisposable
{
    private const int InitialTokens = 256;
    private const int InsertionSortLimit = 16;

    /// <summary>An integer of so many characters is its own canonical form: a double holds it exactly.</summary>
    private const int MaxPlainInteger = 15;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly StrictJsonLimits _limits;
    private JcsToken[] _tokens = ArrayPool<JcsToken>.Shared.Rent(InitialTokens);
    private int[] _members = ArrayPool<int>.Shared.Rent(InitialTokens);
    private byte[] _names = [];
    private byte[] _output = [];
    private int _tokenCount;
    private int _memberCount;
    private int _namesLength;
    private int _length;
    private InputFault _fault;

    public JcsTransformer(ReadOnlySpan<byte> utf8, StrictJsonLimits limits)
    {
        _utf8 = utf8;
        _limits = limits;
    }

    public readonly ReadOnlySpan<byte> Output => _output.AsSpan(0, _length);

    public readonly InputFault Fault => _fault;

    /// <summary>Canonicalizes the input into <see cref="Output"/>. False with <see cref="Fault"/> when it is refused.</summary>
    public bool TryTransform()
    {
        if (_utf8.Length > _limits.MaxSize)
        {
            return Fail(string.Create(CultureInfo.InvariantCulture, $"more than {_limits.MaxSize} bytes"), _limits.MaxSize);
        }

        if (!Utf8.IsValid(_utf8))
        {
            return Fail("invalid UTF-8", StrictJsonScanner.FirstInvalidUtf8(_utf8));
        }

        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = _limits.MaxDepth + 1 });
        try
        {
            if (!TryScan(ref reader, out var numbers))
            {
                return false;
            }

            // Only numbers can become longer.
            _output = ArrayPool<byte>.Shared.Rent(_utf8.Length + (numbers * EcmaScriptNumber.MaxSize));
            return TryWrite(0);
        }
        catch (JsonException)
        {
            return Fail("a syntax error", (int)reader.BytesConsumed);
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<JcsToken>.Shared.Return(_tokens);
        ArrayPool<int>.Shared.Return(_members);
        if (_names.Length > 0)
        {
            _names.AsSpan(0, _namesLength).Clear();
            ArrayPool<byte>.Shared.Return(_names);
        }

        if (_output.Length > 0)
        {
            _output.AsSpan(0, _length).Clear();
            ArrayPool<byte>.Shared.Return(_output);
        }
    }

    private bool TryScan(ref Utf8JsonReader reader, out int numbers)
    {
        // The tokens of the containers that are open.
        Span<int> open = stackalloc int[_limits.MaxDepth];
        var depth = 0;
        var values = 0;
        numbers = 0;
        while (reader.Read())
        {
            var type = reader.TokenType;
            var position = (int)reader.TokenStartIndex;
            if (type is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                ref var container = ref _tokens[open[--depth]];
                container = container with { Next = _tokenCount };
                continue;
            }

            var isName = type == JsonTokenType.PropertyName;
            if (!isName && ++values > _limits.MaxValues)
            {
                return Fail(string.Create(CultureInfo.InvariantCulture, $"more than {_limits.MaxValues} values"), position);
            }

            var isText = isName || type == JsonTokenType.String;
            var isEscaped = isText && reader.ValueIsEscaped;
            if (isEscaped && !StrictJsonScanner.HasPairedSurrogates(reader.ValueSpan))
            {
                return Fail("a lone surrogate", position);
            }

            var start = isText ? position + 1 : position;
            var length = reader.ValueSpan.Length;
            if (isEscaped && isName)
            {
                (start, length) = UnescapeName(ref reader);
            }

            if (type is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (depth == _limits.MaxDepth)
                {
                    return Fail(string.Create(CultureInfo.InvariantCulture, $"more than {_limits.MaxDepth} levels"), position);
                }

                open[depth++] = _tokenCount;
            }

            numbers += type == JsonTokenType.Number ? 1 : 0;
            Append(new JcsToken(type, start, length, isEscaped, _tokenCount + 1, position));
        }

        return true;
    }

    private (int Start, int Length) UnescapeName(ref Utf8JsonReader reader)
    {
        var start = _namesLength;
        var needed = start + reader.ValueSpan.Length;
        if (needed > _names.Length)
        {
            Grow(ref _names, needed, _namesLength);
        }

        var length = reader.CopyString(_names.AsSpan(start));
        _namesLength += length;
        return (~start, length);
    }

    private void Append(JcsToken token)
    {
        if (_tokenCount == _tokens.Length)
        {
            Grow(ref _tokens, _tokenCount + 1, _tokenCount);
        }

        _tokens[_tokenCount++] = token;
    }

    private static void Grow<T>(ref T[] buffer, int needed, int used)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
        buffer.AsSpan(0, used).CopyTo(larger);
        if (buffer.Length > 0)
        {
            ArrayPool<T>.Shared.Return(buffer);
        }

        buffer = larger;
    }

    private bool TryWrite(int index)
    {
        ref readonly var token = ref _tokens[index];
        switch (token.Type)
        {
            case JsonTokenType.StartObject:
                return TryWriteObject(index);
            case JsonTokenType.StartArray:
                return TryWriteArray(index);
            case JsonTokenType.String:
                WriteString(_utf8.Slice(token.Start, token.Length), token.IsEscaped);
                return true;
            case JsonTokenType.Number:
                return TryWriteNumber(_utf8.Slice(token.Start, token.Length), token.Position);
            default:
                WriteRaw(_utf8.Slice(token.Start, token.Length));
                return true;
        }
    }

    private bool TryWriteArray(int index)
    {
        WriteByte((byte)'[');
        var end = _tokens[index].Next;
        for (var element = index + 1; element < end; element = _tokens[element].Next)
        {
            if (element != index + 1)
            {
                WriteByte((byte)',');
            }

            if (!TryWrite(element))
            {
                return false;
            }
        }

        WriteByte((byte)']');
        return true;
    }

    private bool TryWriteObject(int index)
    {
        // The members of the objects being written lie on a stack of their own.
        var first = _memberCount;
        var end = _tokens[index].Next;
        for (var name = index + 1; name < end; name = _tokens[name + 1].Next)
        {
            // The second half of the buffer is what sorting merges into.
            if ((_memberCount + 1) * 2 > _members.Length)
            {
                Grow(ref _members, (_memberCount + 1) * 2, _memberCount);
            }

            _members[_memberCount++] = name;
        }

        var count = _memberCount - first;
        Sort(_members.AsSpan(first, count), _members.AsSpan(_memberCount));
        WriteByte((byte)'{');
        for (var member = 0; member < count; member++)
        {
            // Not a span: writing a value may move the buffer.
            var name = _members[first + member];
            if (member > 0)
            {
                if (CompareNames(_members[first + member - 1], name) == 0)
                {
                    return Fail("a member name that the object has already", _tokens[name].Position);
                }

                WriteByte((byte)',');
            }

            WriteName(_tokens[name]);
            WriteByte((byte)':');
            if (!TryWrite(name + 1))
            {
                return false;
            }
        }

        WriteByte((byte)'}');
        _memberCount = first;
        return true;
    }

    /// <summary>Stable, so that of two equal names the later one is reported; never worse than n log n.</summary>
    private readonly void Sort(Span<int> names, Span<int> scratch)
    {
        if (names.Length <= InsertionSortLimit)
        {
            for (var index = 1; index < names.Length; index++)
            {
                var name = names[index];
                var hole = index;
                for (; hole > 0 && CompareNames(names[hole - 1], name) > 0; hole--)
                {
                    names[hole] = names[hole - 1];
                }

                names[hole] = name;
            }

            return;
        }

        var middle = names.Length / 2;
        Sort(names[..middle], scratch);
        Sort(names[middle..], scratch);
        var left = scratch[..middle];
        names[..middle].CopyTo(left);
        int fromLeft = 0, fromRight = middle, to = 0;
        while (fromLeft < left.Length && fromRight < names.Length)
        {
            names[to++] = CompareNames(left[fromLeft], names[fromRight]) <= 0 ? left[fromLeft++] : names[fromRight++];
        }

        left[fromLeft..].CopyTo(names[to..]);
    }

    /// <summary>
    /// Order by UTF-16 code units (RFC 8785 section 3.2.3). It differs from the order of UTF-8 bytes only in that surrogates,
    /// four bytes from 0xF0, come before U+E000 to U+FFFF, three bytes from 0xEE.
    /// </summary>
    private readonly int CompareNames(int leftIndex, int rightIndex)
    {
        var left = NameOf(_tokens[leftIndex]);
        var right = NameOf(_tokens[rightIndex]);
        var at = left.CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
        {
            return left.Length - right.Length;
        }

        return (left[at], right[at]) switch
        {
            ( >= 0xF0, 0xEE or 0xEF) => -1,
            (0xEE or 0xEF, >= 0xF0) => 1,
            var (leftByte, rightByte) => leftByte - rightByte,
        };
    }

    private readonly ReadOnlySpan<byte> NameOf(in JcsToken name) => name.Start >= 0
        ? _utf8.Slice(name.Start, name.Length)
        : _names.AsSpan(~name.Start, name.Length);

    private void WriteName(in JcsToken name)
    {
        if (name.Start >= 0)
        {
            WriteString(_utf8.Slice(name.Start, name.Length), isEscaped: false);
            return;
        }

        // It was unescaped for the comparison, so it is escaped anew.
        WriteByte((byte)'"');
        _length += JcsString.Escape(_names.AsSpan(~name.Start, name.Length), _output.AsSpan(_length));
        WriteByte((byte)'"');
    }

    private void WriteString(ReadOnlySpan<byte> raw, bool isEscaped)
    {
        WriteByte((byte)'"');
        if (isEscaped)
        {
            _length += JcsString.Reescape(raw, _output.AsSpan(_length));
        }
        else
        {
            WriteRaw(raw);
        }

        WriteByte((byte)'"');
    }

    private bool TryWriteNumber(ReadOnlySpan<byte> raw, int position)
    {
        var digits = raw[0] == '-' ? raw[1..] : raw;
        if (digits.Length <= MaxPlainInteger && digits[0] != '0' && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            WriteRaw(raw);
            return true;
        }

        var value = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            return Fail("a number beyond the range of a double", position);
        }

        _length += EcmaScriptNumber.Write(value, _output.AsSpan(_length));
        return true;
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }

    private void WriteByte(byte value) => _output[_length++] = value;

    private bool Fail(string what, int position)
    {
        _fault = new InputFault(what, position);
        return false;
    }
}
