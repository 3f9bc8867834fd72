// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Abstractions.Tests;

internal sealed record Note
{
    public required string Id { get; init; }

    public string? Title { get; init; }

    public long? Rank { get; init; }

    public string[]? Tags { get; init; }

    public Note? Answer { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
