// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Suti.Crypto;

/// <summary>
/// The way from a root key to one derived from it, as <c>m/44'/60'/0'/0/0</c>. An apostrophe, <c>h</c> or <c>H</c> behind a
/// number makes the step hardened.
/// </summary>
public sealed class HdPath : IEquatable<HdPath>, ISpanParsable<HdPath>
{
    /// <summary>The first index of hardened keys.</summary>
    public const uint HardenedOffset = 0x8000_0000;

    /// <summary>The most steps that the serialization of a key can count.</summary>
    public const int MaxDepth = 255;

    private readonly uint[] _indexes;

    private HdPath(uint[] indexes) => _indexes = indexes;

    /// <summary>The path of the root itself.</summary>
    public static HdPath Root { get; } = new([]);

    /// <summary>The indexes of the steps; hardened ones have <see cref="HardenedOffset"/> added.</summary>
    public ReadOnlySpan<uint> Indexes => _indexes;

    /// <summary>Parses a path that may come from anywhere.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out HdPath? path)
    {
        path = null;
        if (text is not ['m', ..])
        {
            return false;
        }

        var indexes = new List<uint>();
        for (text = text[1..]; !text.IsEmpty;)
        {
            if (text[0] != '/' || indexes.Count == MaxDepth)
            {
                return false;
            }

            text = text[1..];
            var end = text.IndexOf('/');
            var step = end < 0 ? text : text[..end];
            var isHardened = step is [.., '\'' or 'h' or 'H'];
            if (!TryParseNumber(isHardened ? step[..^1] : step, out var index))
            {
                return false;
            }

            indexes.Add(isHardened ? index | HardenedOffset : index);
            text = text[step.Length..];
        }

        path = new HdPath([.. indexes]);
        return true;
    }

    /// <summary>Parses a path.</summary>
    /// <exception cref="FormatException">The text is no path.</exception>
    public static HdPath Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var path) ? path : throw new FormatException("Not a derivation path such as m/44'/60'/0'/0/0.");

    /// <summary>A path one step longer.</summary>
    public HdPath Append(uint index) => _indexes.Length < MaxDepth
        ? new HdPath([.. _indexes, index])
        : throw new InvalidOperationException("A path has at most 255 steps.");

    /// <summary>Whether both are the same way.</summary>
    public bool Equals(HdPath? other) => other is not null && other._indexes.AsSpan().SequenceEqual(_indexes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HdPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var index in _indexes)
        {
            hash.Add(index);
        }

        return hash.ToHashCode();
    }

    /// <summary>The path with apostrophes.</summary>
    public override string ToString() => string.Concat(_indexes.Select(index => index >= HardenedOffset
        ? string.Create(CultureInfo.InvariantCulture, $"/{index - HardenedOffset}'")
        : string.Create(CultureInfo.InvariantCulture, $"/{index}")).Prepend("m"));

    /// <inheritdoc/>
    static HdPath IParsable<HdPath>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<HdPath>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out HdPath result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    static HdPath ISpanParsable<HdPath>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool ISpanParsable<HdPath>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out HdPath result) =>
        TryParse(s, out result);

    private static bool TryParseNumber(ReadOnlySpan<char> digits, out uint number)
    {
        // One text per path: no sign, no white space, no zeros in front.
        number = 0;
        return !(digits is ['0', _, ..])
            && uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number < HardenedOffset;
    }
}
