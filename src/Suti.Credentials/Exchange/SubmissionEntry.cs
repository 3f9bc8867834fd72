// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Credentials;

/// <summary>Where the credential for an input descriptor stands in an answer.</summary>
public sealed record SubmissionEntry
{
    /// <summary>The id of the input descriptor.</summary>
    public required string Id { get; init; }

    /// <summary>The designation of the format of what the path leads to.</summary>
    public required string Format { get; init; }

    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>Where it goes on, inside what the path leads to.</summary>
    [JsonPropertyName("path_nested")]
    public SubmissionEntry? PathNested { get; init; }
}
