// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids;

/// <summary>
/// The parts of a DID URL as spans of the text they were found in: parsed without an allocation. <see cref="DidUrl"/> is the form
/// that can be kept.
/// </summary>
public readonly ref struct DidUrlParts
{
    private readonly int _methodLength;
    private readonly int _didLength;
    private readonly int _pathLength;
    private readonly int _queryLength;

    internal DidUrlParts(ReadOnlySpan<char> text, int methodLength, int didLength, int pathLength, int queryLength)
    {
        Text = text;
        _methodLength = methodLength;
        _didLength = didLength;
        _pathLength = pathLength;
        _queryLength = queryLength;
    }

    /// <summary>The whole DID URL.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The DID, without path, query and fragment.</summary>
    public ReadOnlySpan<char> Did => Text[.._didLength];

    /// <summary>The name of the method, such as <c>web</c>.</summary>
    public ReadOnlySpan<char> Method => Text.Slice(DidSyntax.Scheme.Length, _methodLength);

    /// <summary>What follows the name of the method and its colon.</summary>
    public ReadOnlySpan<char> MethodSpecificId => Text[(DidSyntax.Scheme.Length + _methodLength + 1).._didLength];

    /// <summary>The path with its leading slash; empty when there is none.</summary>
    public ReadOnlySpan<char> Path => Text.Slice(_didLength, _pathLength);

    /// <summary>Whether there is a query, be it an empty one.</summary>
    public bool HasQuery => _queryLength > 0;

    /// <summary>The query without its question mark.</summary>
    public ReadOnlySpan<char> Query => HasQuery ? Text.Slice(_didLength + _pathLength + 1, _queryLength - 1) : default;

    /// <summary>Whether there is a fragment, be it an empty one.</summary>
    public bool HasFragment => FragmentStart < Text.Length;

    /// <summary>The fragment without its number sign.</summary>
    public ReadOnlySpan<char> Fragment => HasFragment ? Text[(FragmentStart + 1)..] : default;

    internal int DidLength => _didLength;

    internal int MethodLength => _methodLength;

    internal int PathLength => _pathLength;

    internal int QueryLength => _queryLength;

    private int FragmentStart => _didLength + _pathLength + _queryLength;

    /// <summary>Parses a DID URL (DID Core §3.2); false when the text is not one or is longer than 16 KiB.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DidUrlParts parts) => TryParse(text, out parts, out _);

    internal static bool TryParse(ReadOnlySpan<char> text, out DidUrlParts parts, out int errorAt)
    {
        parts = default;
        errorAt = DidSyntax.MaxLength;
        if (text.Length > DidSyntax.MaxLength
            || !DidSyntax.TryMeasureDid(text, out var methodLength, out var didLength, out errorAt))
        {
            return false;
        }

        var end = didLength;
        var pathLength = DidSyntax.MeasurePath(text[end..]);
        end += pathLength;
        var queryLength = text[end..] is ['?', .. var query] ? 1 + DidSyntax.MeasureQuery(query) : 0;
        end += queryLength;
        if (text[end..] is ['#', .. var fragment])
        {
            end += 1 + DidSyntax.MeasureQuery(fragment);
        }

        errorAt = end;
        parts = new DidUrlParts(text, methodLength, didLength, pathLength, queryLength);
        return end == text.Length;
    }
}
