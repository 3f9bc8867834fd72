// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Encodings;

/// <summary>
/// JSON (RFC 8259) from strangers or under signatures, where two readers must never see two things: member names are unique at
/// every depth (compared after unescaping), strings are well-formed Unicode, nothing but white space follows the value, and
/// depth, size and number of values are limited. The checking scan allocates nothing for inputs of ordinary size.
/// </summary>
public static class StrictJson
{
    /// <summary>Checks a text.</summary>
    /// <exception cref="FormatException">The text is refused; the message says what and where.</exception>
    public static void Validate(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits = null)
    {
        if (!StrictJsonScanner.TryScan(utf8, limits ?? StrictJsonLimits.Standard, out var fault))
        {
            throw ToException(utf8, fault);
        }
    }

    /// <summary>Checks a text that may come from anywhere.</summary>
    public static bool TryValidate(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits = null) =>
        StrictJsonScanner.TryScan(utf8, limits ?? StrictJsonLimits.Standard, out _);

    /// <summary>Checks a text that may come from anywhere; <paramref name="error"/> says what is wrong and where.</summary>
    public static bool TryValidate(
        ReadOnlySpan<byte> utf8, StrictJsonLimits? limits, [NotNullWhen(false)] out string? error)
    {
        error = StrictJsonScanner.TryScan(utf8, limits ?? StrictJsonLimits.Standard, out var fault)
            ? null
            : ToException(utf8, fault).Message;
        return error is null;
    }

    /// <summary>
    /// Checks and parses a text into a document, which the caller disposes and which keeps using <paramref name="utf8"/>: the
    /// memory must not change while the document lives.
    /// </summary>
    /// <exception cref="FormatException">The text is refused; the message says what and where.</exception>
    public static JsonDocument ParseDocument(ReadOnlyMemory<byte> utf8, StrictJsonLimits? limits = null)
    {
        Validate(utf8.Span, limits);
        return JsonDocument.Parse(utf8, ReaderOptions(limits));
    }

    /// <summary>Checks and parses a text that may come from anywhere; see <see cref="ParseDocument"/>.</summary>
    public static bool TryParseDocument(
        ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JsonDocument? document, StrictJsonLimits? limits = null)
    {
        document = TryValidate(utf8.Span, limits) ? JsonDocument.Parse(utf8, ReaderOptions(limits)) : null;
        return document is not null;
    }

    /// <summary>Checks and parses a text into an element that owns its memory.</summary>
    /// <exception cref="FormatException">The text is refused; the message says what and where.</exception>
    public static JsonElement ParseElement(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits = null)
    {
        Validate(utf8, limits);
        return ParseChecked(utf8, limits);
    }

    /// <summary>Checks and parses a text that may come from anywhere into an element that owns its memory.</summary>
    public static bool TryParseElement(ReadOnlySpan<byte> utf8, out JsonElement element, StrictJsonLimits? limits = null)
    {
        var valid = TryValidate(utf8, limits);
        element = valid ? ParseChecked(utf8, limits) : default;
        return valid;
    }

    /// <summary>Checks and parses a text into a node that can be changed; null is the JSON value <c>null</c>.</summary>
    /// <exception cref="FormatException">The text is refused; the message says what and where.</exception>
    public static JsonNode? ParseNode(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits = null)
    {
        Validate(utf8, limits);
        return JsonNode.Parse(utf8, documentOptions: ReaderOptions(limits));
    }

    /// <summary>Checks and parses a text that may come from anywhere into a node that can be changed.</summary>
    public static bool TryParseNode(ReadOnlySpan<byte> utf8, out JsonNode? node, StrictJsonLimits? limits = null)
    {
        var valid = TryValidate(utf8, limits);
        node = valid ? JsonNode.Parse(utf8, documentOptions: ReaderOptions(limits)) : null;
        return valid;
    }

    private static JsonElement ParseChecked(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits)
    {
        var reader = new Utf8JsonReader(
            utf8, new JsonReaderOptions { MaxDepth = (limits ?? StrictJsonLimits.Standard).MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    private static JsonDocumentOptions ReaderOptions(StrictJsonLimits? limits) =>
        new() { MaxDepth = (limits ?? StrictJsonLimits.Standard).MaxDepth };

    private static FormatException ToException(ReadOnlySpan<byte> utf8, InputFault fault) =>
        (fault with { What = $"{fault.What} at '{JsonPointerLocator.Locate(utf8, fault.Position)}'," })
            .ToException("strict JSON", "byte");
}
