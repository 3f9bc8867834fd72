// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Storage.TestKit;

/// <summary>The record that the suite stores.</summary>
public sealed record Item
{
    /// <summary>The kind, with a column of every sort.</summary>
    public static RecordKind<Item> Kind { get; } = Declare("item", 1);

    /// <summary>The key.</summary>
    public required string Id { get; init; }

    /// <summary>A text.</summary>
    public string? Title { get; init; }

    /// <summary>A number.</summary>
    public long? Rank { get; init; }

    /// <summary>A moment.</summary>
    public DateTimeOffset? Made { get; init; }

    /// <summary>Several texts.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Several more, so that a kind has two such columns.</summary>
    public IReadOnlyList<string>? Owners { get; init; }

    /// <summary>A second name, which no other has.</summary>
    public string? Code { get; init; }

    /// <summary>Declares a kind with these columns. Their names are words of SQL and of the stores themselves on purpose.</summary>
    public static RecordKind<Item> Declare(string name, int version) =>
        new RecordKind<Item>(name, ItemJson.Default.Item, static item => item.Id, version)
            .WithTexts("order", static item => item.Owners)
            .WithText("version", static item => item.Title)
            .WithTexts("tag", static item => item.Tags)
            .WithInteger("space", static item => item.Rank)
            .WithTime("made", static item => item.Made)
            .WithUniqueText("code", static item => item.Code);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Item))]
internal sealed partial class ItemJson : JsonSerializerContext;
