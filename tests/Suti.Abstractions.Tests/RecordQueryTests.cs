// SPDX-License-Identifier: Apache-2.0

namespace Suti.Abstractions.Tests;

public sealed class RecordQueryTests
{
    private static readonly RecordKind<Note> Kind = new RecordKind<Note>("note", NoteJson.Default.Note, note => note.Id)
        .WithText("title", note => note.Title)
        .WithInteger("rank", note => note.Rank)
        .WithTexts("tag", note => note.Tags);

    public static TheoryData<RecordFilter> WrongFilters =>
    [
        RecordFilter.Equal(new("other", RecordColumnType.Text), "x"),
        RecordFilter.Equal(Kind["rank"], "x"),
        RecordFilter.In(Kind["title"], [RecordValue.Of(1)]),
        RecordFilter.Like(Kind["rank"], "%"),
        RecordFilter.Not(RecordFilter.All(RecordFilter.Any(RecordFilter.IsNull(new("title", RecordColumnType.Integer))), RecordFilter.Any())),
        RecordFilter.In(Kind["rank"], [.. Enumerable.Range(0, 5000).Select(number => RecordValue.Of(number))]),
        Enumerable.Range(0, 100).Aggregate(RecordFilter.IsNull(Kind["title"]), (filter, _) => RecordFilter.Not(filter)),
    ];

    [Theory]
    [MemberData(nameof(WrongFilters))]
    public void Check_FilterThatDoesNotFit_IsRefused(RecordFilter filter) =>
        Assert.Equal(RecordErrorCodes.InvalidQuery, Assert.Throws<SutiException>(new RecordQuery(Kind) { Filter = filter }.Check).Code);

    [Fact]
    public void Check_OrderBySeveralValues_IsRefused() =>
        Assert.Throws<SutiException>(new RecordQuery(Kind) { Order = [new(Kind["tag"])] }.Check);

    [Fact]
    public void Check_NegativeSkipOrTake_IsRefused()
    {
        Assert.Throws<SutiException>(new RecordQuery(Kind) { Skip = -1 }.Check);
        Assert.Throws<SutiException>(new RecordQuery(Kind) { Take = -1 }.Check);
    }

    [Fact]
    public void Check_CursorOfAnotherOrder_IsRefused() =>
        Assert.Throws<SutiException>(new RecordQuery(Kind) { After = new([RecordValue.Of(1)], "a") }.Check);

    [Fact]
    public void Check_FittingQuery_Passes() => new RecordQuery(Kind)
    {
        Filter = RecordFilter.All(
            RecordFilter.Equal(RecordColumn.Key, "a"),
            RecordFilter.Between(Kind["rank"], RecordValue.Of(1), RecordValue.Of(2)),
            RecordFilter.Equal(Kind["tag"], "x")),
        Order = [new(Kind["rank"], IsDescending: true)],
        After = new([null], "a"),
        Take = 10,
    }.Check();

    [Fact]
    public void CompareTo_TextsBeyondTheBasicPlane_FollowsUtf8()
    {
        string[] ordered = ["", "A", "Z", "a", "aa", "ä", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF"];
        foreach (var (index, left) in ordered.Index())
        {
            foreach (var (other, right) in ordered.Index())
            {
                Assert.Equal(Math.Sign(index.CompareTo(other)), Math.Sign(RecordValue.Of(left).CompareTo(RecordValue.Of(right))));
            }
        }
    }

    [Fact]
    public void Text_OfANumber_IsRefused()
    {
        Assert.Throws<InvalidOperationException>(() => RecordValue.Of(1).Text);
        Assert.Throws<InvalidOperationException>(() => RecordValue.Of("1").Number);
        Assert.Throws<InvalidOperationException>(() => RecordValue.Of(1).Time);
    }
}
