// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Agent;

/// <summary>A key that records of one space are sealed with, wrapped by the root key. The newest generation seals.</summary>
internal sealed record DataKey
{
    internal static RecordKind<DataKey> Kind { get; } =
        new RecordKind<DataKey>("data_key", DataKeyJsonContext.Default.DataKey, static key => key.Id)
            .WithInteger("generation", static key => key.Generation);

    public required string Id { get; init; }

    public required long Generation { get; init; }

    public required byte[] Wrapped { get; init; }
}

/// <summary>The JSON form of data keys.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataKey))]
internal sealed partial class DataKeyJsonContext : JsonSerializerContext;
