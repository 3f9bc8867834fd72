// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;

namespace Suti.Storage.Sqlite.Tests;

/// <summary>Queries go by indexes: what SQLite says it would do.</summary>
public sealed class SqlitePlanTests : IDisposable
{
    private static readonly RecordColumn Title = Item.Kind["version"];

    private readonly SqliteDatabase _database = new();
    private readonly SqliteConnection _connection;

    public SqlitePlanTests()
    {
        _connection = new(_database.Path, TimeSpan.FromSeconds(30));
        SqliteSchema.Open(_connection, [new SqliteTable(new(Item.Kind))]);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Equal_OfEveryColumn_SearchesItsIndex()
    {
        Assert.Contains("ix_item_v1_version (space=? AND c_version=?)", Explain(new(Item.Kind) { Filter = RecordFilter.Equal(Title, "a") }), StringComparison.Ordinal);
        Assert.Contains("ix_item_v1_code (space=? AND c_code=?)", Explain(new(Item.Kind) { Filter = RecordFilter.Equal(Item.Kind["code"], "a") }), StringComparison.Ordinal);
        Assert.Contains("ix_item_v1_tag (space=? AND value=?)", Explain(new(Item.Kind) { Filter = RecordFilter.Equal(Item.Kind["tag"], "a") }), StringComparison.Ordinal);
        Assert.Contains("(space=? AND key>? AND key<?)", Explain(new(Item.Kind) { Filter = RecordFilter.Between(RecordColumn.Key, RecordValue.Of("a"), RecordValue.Of("b")) }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "(space=? AND c_version>?)")]
    [InlineData(true, "(space=? AND c_version<?)", "(space=? AND c_version=?)")]
    public void LaterPage_InEitherDirection_BeginsWhereTheLastOneEnded(bool isDescending, params string[] searches)
    {
        var query = new RecordQuery(Item.Kind)
        {
            Order = [new(Title, isDescending)],
            Take = 10,
            After = new([RecordValue.Of("m")], "k"),
        };
        var (first, rest) = SqlPages.Split(query);
        RecordQuery[] parts = rest is null ? [first] : [first, rest];
        Assert.Equal(searches.Length, parts.Length);
        foreach (var (part, search) in parts.Zip(searches))
        {
            var plan = Explain(part);
            Assert.Contains("ix_item_v1_version " + search, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", plan, StringComparison.Ordinal);
        }
    }

    private string Explain(RecordQuery query)
    {
        var sql = new SqliteQuery("main", new(Item.Kind));
        var plan = _connection.Prepare("EXPLAIN QUERY PLAN " + sql.Select(query, []));
        for (var index = 0; index < sql.Parameters.Count; index++)
        {
            plan.Bind(index + 1, sql.Parameters[index]);
        }

        var lines = new List<string>();
        while (plan.Step())
        {
            lines.Add(plan.GetText(3));
        }

        plan.Reset();
        return string.Join('\n', lines);
    }
}
