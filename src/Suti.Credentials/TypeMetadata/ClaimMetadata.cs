// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>What a type says of a claim.</summary>
public sealed record ClaimMetadata
{
    /// <summary>Where the claim is: names, places in arrays, and null for all items of an array.</summary>
    public required IReadOnlyList<JsonElement> Path { get; init; }

    /// <summary>How it is shown, in each language.</summary>
    public IReadOnlyList<ClaimDisplay> Display { get; init; } = [];

    /// <summary>Whether the issuer must put it into the credential.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Whether the holder may leave it out.</summary>
    public ClaimDisclosure Disclosure { get; init; }

    /// <summary>The name that templates use for it.</summary>
    public string? SvgId { get; init; }

    /// <summary>The path as JSON, by which an extending type means the same claim.</summary>
    internal string Key => $"[{string.Join(',', Path.Select(part => part.ValueKind == JsonValueKind.String ? $"\"{JsonEncodedText.Encode(part.GetString()!)}\"" : part.GetRawText()))}]";

    /// <summary>How it is shown in the first of the languages for which there is something, or else in the first there is.</summary>
    /// <param name="languages">Language tags, the best first.</param>
    public ClaimDisplay? DisplayFor(params IReadOnlyList<string> languages) => Languages.Choose(Display, display => display.Locale, languages);
}
