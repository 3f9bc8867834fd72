// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>Says where in an answer the credentials stand that a presentation definition asked for.</summary>
public sealed record PresentationSubmission
{
    private const int MaxEntries = 100;
    private const int MaxNesting = 4;

    /// <summary>Its own name.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the definition that it answers.</summary>
    [JsonPropertyName("definition_id")]
    public required string DefinitionId { get; init; }

    /// <summary>The credentials, by input descriptor.</summary>
    [JsonPropertyName("descriptor_map")]
    public required IReadOnlyList<SubmissionEntry> DescriptorMap { get; init; }

    /// <summary>Reads a submission that may come from anywhere.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out PresentationSubmission? submission, [NotNullWhen(false)] out CredentialError? error)
    {
        submission = null;
        var fault = "The submission is not strict JSON, or is too large.";
        if (StrictJson.TryParseElement(utf8, out var json, new StrictJsonLimits { MaxSize = 1 << 17, MaxDepth = 16 }))
        {
            submission = Read(json);
            fault = "The submission lacks id, definition_id or descriptor_map, or one of its paths is malformed.";
        }

        error = submission is null ? new(CredentialErrorCodes.RequestInvalid, fault) : null;
        return submission is not null;
    }

    /// <summary>The submission as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CredentialsJson.Default.PresentationSubmission);

    /// <summary>The definition that it answers.</summary>
    public override string ToString() => $"{DescriptorMap.Count} credentials for {DefinitionId}";

    internal static PresentationSubmission? Read(JsonElement json)
    {
        var map = json.Member("descriptor_map");
        if (json.Text("id") is not { } id || json.Text("definition_id") is not { } definition
            || map.ValueKind != JsonValueKind.Array || map.GetArrayLength() > MaxEntries)
        {
            return null;
        }

        var entries = new List<SubmissionEntry>();
        foreach (var item in map.EnumerateArray())
        {
            if (ReadEntry(item, 0) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
        }

        return new() { Id = id, DefinitionId = definition, DescriptorMap = entries };
    }

    private static SubmissionEntry? ReadEntry(JsonElement json, int depth)
    {
        if (depth > MaxNesting || json.Text("id") is not { } id || json.Text("format") is not { } format
            || json.Text("path") is not { } path || !JsonPath.TryParse(path, out _, out _))
        {
            return null;
        }

        var nested = json.Member("path_nested");
        if (!nested.IsPresent())
        {
            return new() { Id = id, Format = format, Path = path };
        }

        return ReadEntry(nested, depth + 1) is { } inner && inner.Id == id ? new() { Id = id, Format = format, Path = path, PathNested = inner } : null;
    }
}
