// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>
/// A disclosure (RFC 9901 §4.2): one claim, or one element of an array, with the salt that hides it as long as it is not shown.
/// </summary>
public sealed class SdJwtDisclosure
{
    internal const string DigestsName = "_sd";
    internal const string ElementName = "...";

    private const int SaltSize = 16;

    private SdJwtDisclosure(string text, string? name, JsonElement value)
    {
        Text = text;
        Name = name;
        Value = value;
    }

    /// <summary>The disclosure as it travels and is hashed.</summary>
    public string Text { get; }

    /// <summary>The name of the claim; null for an element of an array.</summary>
    public string? Name { get; }

    /// <summary>The value, in which further digests may stand.</summary>
    public JsonElement Value { get; }

    /// <summary>Reads a disclosure that may come from anywhere.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SdJwtDisclosure? disclosure)
    {
        ArgumentNullException.ThrowIfNull(text);
        disclosure = null;
        if (!Base64Url.TryDecode(text, out var json)
            || !StrictJson.TryParseElement(json, out var array)
            || array.ValueKind != JsonValueKind.Array
            || array.GetArrayLength() is not (2 or 3)
            || array[0].ValueKind != JsonValueKind.String)
        {
            return false;
        }

        if (array.GetArrayLength() == 2)
        {
            disclosure = new SdJwtDisclosure(text, null, array[1]);
        }
        else if (array[1].ValueKind == JsonValueKind.String)
        {
            disclosure = new SdJwtDisclosure(text, array[1].GetString()!, array[2]);
        }

        return disclosure is not null;
    }

    /// <summary>The digest that stands for this disclosure in the signed payload.</summary>
    public string GetDigest(HashFunction hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return SdJwtHash.Digest(hash, Text);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Makes the disclosure of a claim, or of an element when <paramref name="name"/> is null.</summary>
    internal static SdJwtDisclosure Create(string? name, JsonNode? value, RandomSource random)
    {
        Span<byte> salt = stackalloc byte[SaltSize];
        random.Fill(salt);
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, JoseJsonWriting.Options))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Base64Url.Encode(salt));
            if (name is not null)
            {
                writer.WriteStringValue(name);
            }

            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        var array = JsonElement.Parse(buffer.WrittenSpan);
        return new SdJwtDisclosure(Base64Url.Encode(buffer.WrittenSpan), name, array[array.GetArrayLength() - 1]);
    }
}
