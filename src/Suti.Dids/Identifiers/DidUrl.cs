// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Suti.Dids;

/// <summary>A DID with an optional path, query and fragment (DID Core §3.2). Valid by construction.</summary>
public sealed class DidUrl : IEquatable<DidUrl>, ISpanParsable<DidUrl>
{
    private readonly string _text;
    private readonly int _methodLength;
    private readonly int _didLength;
    private readonly int _pathLength;
    private readonly int _queryLength;

    internal DidUrl(string text, int methodLength, int didLength, int pathLength, int queryLength, Did? did = null)
    {
        _text = text;
        _methodLength = methodLength;
        _didLength = didLength;
        _pathLength = pathLength;
        _queryLength = queryLength;
        if (did is not null)
        {
            Did = did;
        }
    }

    /// <summary>The DID alone.</summary>
    [field: MaybeNull]
    public Did Did
    {
        get => field ??= new Did(_text.Length == _didLength ? _text : _text[.._didLength], _methodLength);
        private init;
    }

    /// <summary>The path with its leading slash; empty when there is none.</summary>
    public string Path => Parts.Path.ToString();

    /// <summary>The query without its question mark; null when there is none.</summary>
    public string? Query => Parts.HasQuery ? Parts.Query.ToString() : null;

    /// <summary>The fragment without its number sign; null when there is none.</summary>
    public string? Fragment => Parts.HasFragment ? Parts.Fragment.ToString() : null;

    /// <summary>Whether this is a DID with nothing behind it.</summary>
    public bool IsDid => _didLength == _text.Length;

    /// <summary>The parts as spans.</summary>
    public DidUrlParts Parts => new(_text, _methodLength, _didLength, _pathLength, _queryLength);

    /// <summary>Parses a DID URL; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DidUrl? url)
    {
        url = DidUrlParts.TryParse(text, out var parts) ? Create(text!, parts) : null;
        return url is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out DidUrl?)"/>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out DidUrl? url)
    {
        url = DidUrlParts.TryParse(text, out var parts) ? Create(text.ToString(), parts) : null;
        return url is not null;
    }

    /// <summary>Parses a DID URL.</summary>
    /// <exception cref="FormatException">The text is not a DID URL.</exception>
    public static DidUrl Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DidUrlParts.TryParse(text, out var parts, out var errorAt)
            ? Create(text, parts)
            : throw DidSyntax.ToException(text, "DID URL", errorAt);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static DidUrl Parse(ReadOnlySpan<char> text) => Parse(text.ToString());

    static bool IParsable<DidUrl>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DidUrl result) =>
        TryParse(s, out result);

    static bool ISpanParsable<DidUrl>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out DidUrl result) =>
        TryParse(s, out result);

    static DidUrl IParsable<DidUrl>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static DidUrl ISpanParsable<DidUrl>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <summary>
    /// Reads a DID URL that may be relative to <paramref name="baseDid"/>, as documents write them (DID Core §3.2.2): <c>#key-1</c>,
    /// <c>?query</c> or <c>/path</c>.
    /// </summary>
    public static bool TryParseRelative(Did baseDid, string text, [NotNullWhen(true)] out DidUrl? url)
    {
        ArgumentNullException.ThrowIfNull(baseDid);
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text is ['#' or '?' or '/', ..] ? baseDid + text : text, out url);
    }

    /// <summary>
    /// The percent-decoded value of a query parameter. False when it is absent, stands there more than once, or is not valid
    /// UTF-8 in percent encoding.
    /// </summary>
    public bool TryGetParameter(string name, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        value = null;
        var query = Parts.Query;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || !pair[..equals].SequenceEqual(name))
            {
                continue;
            }

            if (value is not null || !PercentEncoding.TryDecode(pair[(equals + 1)..], out value))
            {
                value = null;
                return false;
            }
        }

        return value is not null;
    }

    /// <summary>Whether the query names a parameter, well-formed or not.</summary>
    internal bool MentionsParameter(string name)
    {
        var query = Parts.Query;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if ((equals < 0 ? pair : pair[..equals]).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(DidUrl? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DidUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The DID URL.</summary>
    public override string ToString() => _text;

    private static DidUrl Create(string text, in DidUrlParts parts) =>
        new(text, parts.MethodLength, parts.DidLength, parts.PathLength, parts.QueryLength);
}
