// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// All status lists of an issuer in one document (draft-ietf-oauth-status-list §9), so that a verifier can fetch them before it needs them, and from then on
/// tells nobody whose token it looks at.
/// </summary>
public sealed class StatusListAggregation
{
    private const int MaxSize = 1 << 20;
    private const int MaxLists = 10_000;

    /// <summary>Takes the addresses of lists.</summary>
    /// <exception cref="ArgumentException">One is no URL.</exception>
    public StatusListAggregation(IEnumerable<string> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        StatusLists = [.. lists];
        if (!StatusLists.All(JsonValues.IsUrl))
        {
            throw new ArgumentException("A status list is named by its URL.", nameof(lists));
        }
    }

    /// <summary>The addresses of the lists.</summary>
    public IReadOnlyList<string> StatusLists { get; }

    /// <summary>Reads a document that may come from anywhere.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="aggregation">The lists.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out StatusListAggregation? aggregation)
    {
        aggregation = null;
        if (!StrictJson.TryParseElement(utf8, out var json, new StrictJsonLimits { MaxSize = MaxSize, MaxDepth = 8 })
            || json.Member("status_lists") is not { ValueKind: JsonValueKind.Array } lists || lists.GetArrayLength() > MaxLists
            || !lists.EnumerateArray().All(list => list.ValueKind == JsonValueKind.String && JsonValues.IsUrl(list.GetString())))
        {
            return false;
        }

        aggregation = new StatusListAggregation(lists.Texts());
        return true;
    }

    /// <summary>The document to publish, of the media type <c>application/json</c>.</summary>
    public byte[] ToUtf8() => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteTexts("status_lists", StatusLists);
        writer.WriteEndObject();
    }).ToArray();
}
