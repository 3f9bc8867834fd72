// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Dids;

/// <summary>A decentralized identifier (DID Core §3.1). Valid by construction; compared character by character.</summary>
public sealed class Did : IEquatable<Did>, ISpanParsable<Did>
{
    private readonly string _text;
    private readonly int _methodLength;

    internal Did(string text, int methodLength)
    {
        _text = text;
        _methodLength = methodLength;
    }

    /// <summary>The longest DID that is accepted, in characters.</summary>
    public const int MaxLength = DidSyntax.MaxLength;

    /// <summary>The name of the method, such as <c>web</c>.</summary>
    public string Method => field ??= _text.Substring(DidSyntax.Scheme.Length, _methodLength);

    /// <summary>What follows the name of the method and its colon.</summary>
    public string MethodSpecificId => field ??= IdSpan.ToString();

    internal ReadOnlySpan<char> IdSpan => _text.AsSpan(DidSyntax.Scheme.Length + _methodLength + 1);

    /// <summary>Parses a DID; false when the text is not one, or is a DID URL with more than the DID.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Did? did)
    {
        did = text is not null && IsDid(text, out var methodLength, out _) ? new Did(text, methodLength) : null;
        return did is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out Did?)"/>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Did? did)
    {
        did = IsDid(text, out var methodLength, out _) ? new Did(text.ToString(), methodLength) : null;
        return did is not null;
    }

    /// <summary>Parses a DID.</summary>
    /// <exception cref="FormatException">The text is not a DID.</exception>
    public static Did Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsDid(text, out var methodLength, out var errorAt)
            ? new Did(text, methodLength)
            : throw DidSyntax.ToException(text, "DID", errorAt);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static Did Parse(ReadOnlySpan<char> text) => Parse(text.ToString());

    static bool IParsable<Did>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Did result) => TryParse(s, out result);

    static bool ISpanParsable<Did>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out Did result) =>
        TryParse(s, out result);

    static Did IParsable<Did>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Did ISpanParsable<Did>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <summary>The DID URL of a part of this DID's document.</summary>
    /// <exception cref="FormatException">The fragment has characters that a DID URL cannot have.</exception>
    public DidUrl WithFragment(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        return DidSyntax.MeasureQuery(fragment) == fragment.Length && _text.Length + fragment.Length < MaxLength
            ? AppendFragment(fragment)
            : throw new FormatException("Not a fragment of a DID URL.");
    }

    /// <inheritdoc/>
    public bool Equals(Did? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Did);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The DID.</summary>
    public override string ToString() => _text;

    /// <summary>For fragments that are known to be well-formed.</summary>
    internal DidUrl AppendFragment(ReadOnlySpan<char> fragment) =>
        new(string.Concat(_text, "#", fragment), _methodLength, _text.Length, 0, 0, this);

    private static bool IsDid(ReadOnlySpan<char> text, out int methodLength, out int errorAt)
    {
        methodLength = 0;
        errorAt = MaxLength;
        return text.Length <= MaxLength
            && DidSyntax.TryMeasureDid(text, out methodLength, out var didLength, out errorAt)
            && didLength == text.Length;
    }
}
