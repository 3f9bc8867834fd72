// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Encodings;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785). Refuses what has no canonical form: repeated member names, lone surrogates and
/// numbers beyond the range of a double. Numbers are doubles, as the scheme demands: digits beyond that are lost.
/// </summary>
public static class JsonCanonicalizer
{
    private const string FormatName = "JSON with a canonical form";

    /// <summary>The canonical form of a text.</summary>
    /// <exception cref="FormatException">The text is refused; the message says what and where.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits = null)
    {
        using var transformer = new JcsTransformer(utf8, limits ?? StrictJsonLimits.Standard);
        return transformer.TryTransform() ? transformer.Output.ToArray() : throw ToException(utf8, transformer.Fault);
    }

    /// <summary>Writes the canonical form of a text. Nothing is written when the text is refused.</summary>
    /// <exception cref="FormatException">The text is refused; the message says what and where.</exception>
    public static void Canonicalize(ReadOnlySpan<byte> utf8, IBufferWriter<byte> destination, StrictJsonLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var transformer = new JcsTransformer(utf8, limits ?? StrictJsonLimits.Standard);
        if (!transformer.TryTransform())
        {
            throw ToException(utf8, transformer.Fault);
        }

        destination.Write(transformer.Output);
    }

    /// <summary>The canonical form of an element.</summary>
    /// <exception cref="FormatException">The element is refused; the message says what and where.</exception>
    public static byte[] Canonicalize(JsonElement element, StrictJsonLimits? limits = null) =>
        Canonicalize(JsonMarshal.GetRawUtf8Value(element), limits);

    /// <summary>Writes the canonical form of an element. Nothing is written when it is refused.</summary>
    /// <exception cref="FormatException">The element is refused; the message says what and where.</exception>
    public static void Canonicalize(JsonElement element, IBufferWriter<byte> destination, StrictJsonLimits? limits = null) =>
        Canonicalize(JsonMarshal.GetRawUtf8Value(element), destination, limits);

    /// <summary>The canonical form of a node; null is the JSON value <c>null</c>.</summary>
    /// <exception cref="FormatException">The node is refused.</exception>
    public static byte[] Canonicalize(JsonNode? node, StrictJsonLimits? limits = null) =>
        Canonicalize(Serialize(node, limits ?? StrictJsonLimits.Standard), limits);

    /// <summary>The canonical form of a text that may come from anywhere; false when it is refused.</summary>
    public static bool TryCanonicalize(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out byte[]? canonical, StrictJsonLimits? limits = null)
    {
        using var transformer = new JcsTransformer(utf8, limits ?? StrictJsonLimits.Standard);
        canonical = transformer.TryTransform() ? transformer.Output.ToArray() : null;
        return canonical is not null;
    }

    /// <summary>
    /// Writes the canonical form of a text that may come from anywhere; false, and nothing is written, when it is refused.
    /// </summary>
    public static bool TryCanonicalize(
        ReadOnlySpan<byte> utf8, IBufferWriter<byte> destination, StrictJsonLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var transformer = new JcsTransformer(utf8, limits ?? StrictJsonLimits.Standard);
        var canonicalized = transformer.TryTransform();
        if (canonicalized)
        {
            destination.Write(transformer.Output);
        }

        return canonicalized;
    }

    /// <summary>Whether a text is already in canonical form.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8, StrictJsonLimits? limits = null)
    {
        using var transformer = new JcsTransformer(utf8, limits ?? StrictJsonLimits.Standard);
        return transformer.TryTransform() && transformer.Output.SequenceEqual(utf8);
    }

    private static ReadOnlySpan<byte> Serialize(JsonNode? node, StrictJsonLimits limits)
    {
        if (node is null)
        {
            return "null"u8;
        }

        RequireWellFormed(node, limits.MaxDepth);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan;
    }

    /// <summary>The platform's writer would replace lone surrogates silently, and follow any depth.</summary>
    private static void RequireWellFormed(JsonNode? node, int levels)
    {
        switch (node)
        {
            case JsonObject or JsonArray when levels == 0:
                throw new FormatException($"Not {FormatName}: too many levels at '{node.GetPath()}'.");
            case JsonObject members:
                foreach (var (name, member) in members)
                {
                    RequireWellFormed(name, node);
                    RequireWellFormed(member, levels - 1);
                }

                break;
            case JsonArray elements:
                foreach (var element in elements)
                {
                    RequireWellFormed(element, levels - 1);
                }

                break;
            case JsonValue value when value.TryGetValue<double>(out var number) && !double.IsFinite(number)
                || value.TryGetValue<float>(out var single) && !float.IsFinite(single):
                throw new FormatException($"Not {FormatName}: a number that is not finite at '{node.GetPath()}'.");

            // A value that was parsed keeps its text, in which the transformer looks itself.
            case JsonValue value when !value.TryGetValue<JsonElement>(out _) && value.TryGetValue<string>(out var text):
                RequireWellFormed(text, node);
                break;
            case JsonValue value when value.TryGetValue<char>(out var character):
                RequireWellFormed([character], node);
                break;
        }
    }

    private static void RequireWellFormed(ReadOnlySpan<char> text, JsonNode node)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var consumed) != OperationStatus.Done)
            {
                throw new FormatException($"Not {FormatName}: a lone surrogate at '{node.GetPath()}'.");
            }

            text = text[consumed..];
        }
    }

    private static FormatException ToException(ReadOnlySpan<byte> utf8, InputFault fault) =>
        (fault with { What = $"{fault.What} at '{JsonPointerLocator.Locate(utf8, fault.Position)}'," })
            .ToException(FormatName, "byte");
}
