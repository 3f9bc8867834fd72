// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Abstractions.Tests;

public sealed class RecordKindTests
{
    private static readonly RecordKind<Note> Kind = new RecordKind<Note>("note", NoteJson.Default.Note, note => note.Id, version: 3)
        .WithText("title", note => note.Title)
        .WithInteger("rank", note => note.Rank)
        .WithTexts("tag", note => note.Tags)
        .WithMigration(1, json =>
        {
            json["title"] = json["name"]?.DeepClone();
            return json;
        })
        .WithMigration(2, json =>
        {
            json["rank"] = 7;
            return json;
        });

    [Fact]
    public void ToContent_Record_GivesFieldsInTheOrderOfTheColumns()
    {
        var content = Kind.ToContent(new Note { Id = "a", Title = "T", Tags = ["x", "y", "x"] });
        Assert.Equal(["title=T", "tag=x", "tag=y"], content.Fields.Select(field => $"{field.Column.Name}={field.Value}"));
    }

    [Fact]
    public void Migrate_FromAnEarlierVersion_TakesEachStepOnce()
    {
        var old = new StoredRecord("a", 4, Encoding.UTF8.GetBytes("""{"id":"a","name":"old"}"""));
        var content = Kind.Migrate(1, old);
        Assert.Equal(["title=old", "rank=7"], content.Fields.Select(field => $"{field.Column.Name}={field.Value}"));
        Assert.Equal(["rank=7"], Kind.Migrate(2, old).Fields.Select(field => $"{field.Column.Name}={field.Value}"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    public void Migrate_BodyThatIsNoObject_IsCorrupted(string body)
    {
        var failure = Assert.Throws<SutiException>(() => Kind.Migrate(1, new("a", 1, Encoding.UTF8.GetBytes(body))));
        Assert.Equal(RecordErrorCodes.Corrupted, failure.Code);
    }

    [Fact]
    public void FromBody_OtherJson_IsCorruptedAndQuotesNothing()
    {
        var failure = Assert.Throws<SutiException>(() => Kind.FromBody("""{"id":{"secret":1}}"""u8));
        Assert.Equal(RecordErrorCodes.Corrupted, failure.Code);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Note")]
    [InlineData("1note")]
    [InlineData("no te")]
    [InlineData("note;")]
    public void Constructor_NameThatIsNone_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => new RecordKind<Note>(name, NoteJson.Default.Note, note => note.Id));

    [Fact]
    public void WithText_ColumnTwice_IsRefused() => Assert.Throws<ArgumentException>(() =>
        new RecordKind<Note>("n", NoteJson.Default.Note, note => note.Id).WithText("a", note => note.Title).WithTexts("a", note => note.Tags));

    [Fact]
    public void WithText_NameOfTheKey_IsRefused() => Assert.Throws<ArgumentException>(() =>
        new RecordKind<Note>("n", NoteJson.Default.Note, note => note.Id).WithText("key", note => note.Title));
}
