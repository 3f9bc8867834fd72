// SPDX-License-Identifier: Apache-2.0

using Suti.Agent;

namespace Suti.Storage.TestKit;

/// <summary>The same random changes and queries on the store and on the one in memory give the same.</summary>
public abstract class RecordDifferentialTests : RecordStoreTests
{
    private static readonly string[] Texts = ["", "a", "A", "ab", "b%", "_", "\\", "ä", "\0", "\u0001", "\uE000", "\U00010000", "zz"];
    private static readonly string[] Patterns = ["%", "a%", "%b%", "_", "__", "A_", "\\%", "\\\\", "%\\", "z%z", "\0%", "_%"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RandomWork_OnBothStores_GivesTheSame(ulong seed)
    {
        var random = new SplitMix(seed);
        await using var memory = new MemoryRecordStore();
        await memory.OpenAsync([Item.Kind], Token);
        for (var round = 0; round < 150; round++)
        {
            var space = random.Next(4) == 0 ? "other" : "main";
            RecordChange[] changes = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => NextChange(random))];
            Assert.Equal(await OutcomeAsync(memory, space, changes), await OutcomeAsync(Store, space, changes));
            var query = NextQuery(random);
            await CompareAsync(memory, space, query);
            if (await FirstPageAsync(memory, space, query) is { Next: { } next })
            {
                await CompareAsync(memory, space, query with { After = next });
            }
        }

        Assert.Equal(await memory.ListSpacesAsync(Token), await Store.ListSpacesAsync(Token));
    }

    private static async Task<RecordPage> FirstPageAsync(MemoryRecordStore memory, string space, RecordQuery query) =>
        await memory.QueryAsync(space, query, Token);

    private static async Task<string> OutcomeAsync(IRecordStore store, string space, RecordChange[] changes)
    {
        try
        {
            await store.CommitAsync(space, changes, Token);
            return "done";
        }
        catch (SutiException exception)
        {
            return exception.Code;
        }
    }

    private static RecordChange NextChange(SplitMix random)
    {
        var key = $"k{random.Next(25)}";
        long? expected = random.Next(3) == 0 ? random.Next(3) : null;
        var item = new Item
        {
            Id = key,
            Title = random.Next(4) == 0 ? null : random.Pick(Texts),
            Rank = random.Next(4) == 0 ? null : random.Next(5) - 2,
            Made = random.Next(4) == 0 ? null : DateTimeOffset.UnixEpoch.AddMilliseconds(random.Next(4)),
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Pick(Texts))],
            Code = random.Next(3) == 0 ? random.Pick(Texts) : null,
            Owners = random.Next(2) == 0 ? null : [random.Pick(Texts)],
        };
        return random.Next(8) switch
        {
            0 => RecordChange.Delete(Item.Kind, key, expected),
            1 => RecordChange.Check(Item.Kind, key, expected ?? 1),
            _ => RecordChange.Put(Item.Kind, key, Item.Kind.ToContent(item), expected),
        };
    }

    private static RecordQuery NextQuery(SplitMix random) => new(Item.Kind)
    {
        Filter = random.Next(5) == 0 ? null : NextFilter(random, 0),
        Order = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new RecordOrder(random.Pick([Title, Rank, Made, RecordColumn.Key]), random.Next(2) == 0))],
        Skip = random.Next(3) == 0 ? random.Next(4) : 0,
        Take = random.Next(2) == 0 ? random.Next(6) : null,
        IncludeFields = random.Next(2) == 0,
    };

    private static RecordFilter NextFilter(SplitMix random, int depth)
    {
        var column = random.Pick([Title, Rank, Made, Tag, Item.Kind["order"], Item.Kind["code"], RecordColumn.Key]);
        return random.Next(depth > 3 ? 6 : 10) switch
        {
            0 or 1 => RecordFilter.Equal(column, NextValue(random, column)),
            2 => new RecordComparisonFilter(column, (RecordComparison)random.Next(5), NextValue(random, column)),
            3 => RecordFilter.In(column, [.. Enumerable.Range(0, random.Next(4)).Select(_ => NextValue(random, column))]),
            4 => RecordFilter.Like(random.Pick([Title, Tag, RecordColumn.Key]), random.Pick(Patterns)),
            5 => RecordFilter.IsNull(column),
            6 => RecordFilter.Not(NextFilter(random, depth + 1)),
            7 or 8 => RecordFilter.All([.. Enumerable.Range(0, random.Next(4)).Select(_ => NextFilter(random, depth + 1))]),
            _ => RecordFilter.Any([.. Enumerable.Range(0, random.Next(4)).Select(_ => NextFilter(random, depth + 1))]),
        };
    }

    private static RecordValue NextValue(SplitMix random, RecordColumn column) => column.Type switch
    {
        RecordColumnType.Text => RecordValue.Of(column.IsKey ? $"k{random.Next(25)}" : random.Pick(Texts)),
        RecordColumnType.Time => RecordValue.Of(DateTimeOffset.UnixEpoch.AddMilliseconds(random.Next(4))),
        _ => RecordValue.Of((long)random.Next(5) - 2),
    };

    private static IEnumerable<string> Describe(RecordPage page) => page.Records.Select(static record =>
        $"{record.Key} {record.Version} {Convert.ToHexString(record.Body.Span)} {string.Join('|', record.Fields ?? [])}");

    private async Task CompareAsync(MemoryRecordStore memory, string space, RecordQuery query)
    {
        var (expected, actual) = (await memory.QueryAsync(space, query, Token), await Store.QueryAsync(space, query, Token));
        Assert.Equal(Describe(expected), Describe(actual));
        Assert.Equal(expected.Next?.Key, actual.Next?.Key);
        Assert.Equal(expected.Next?.Values ?? [], actual.Next?.Values ?? []);
        Assert.Equal(await memory.CountAsync(space, query, Token), await Store.CountAsync(space, query, Token));
    }

    /// <summary>A small generator whose numbers are the same everywhere.</summary>
    private sealed class SplitMix(ulong seed)
    {
        private ulong _state = seed;

        internal int Next(int bound)
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }

        internal T Pick<T>(T[] values) => values[Next(values.Length)];
    }
}
