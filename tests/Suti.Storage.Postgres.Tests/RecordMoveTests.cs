// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Agent;
using Suti.Storage.Sqlite;
using Suti.Storage.TestKit;
using Suti.Testing;

namespace Suti.Storage.Postgres.Tests;

/// <summary>A space moves from one kind of store to the next, and nothing is lost.</summary>
public sealed class RecordMoveTests(PostgresCluster cluster)
{
    private static readonly PassphraseCost Cheap = new(1, 64, 1);

    private static readonly RecordKind<Item> Sealed =
        new RecordKind<Item>("vault", Item.Kind.Json, static item => item.Id, isSealed: true).WithText("title", static item => item.Title);

    private static readonly RecordKind[] Kinds = [Item.Kind, Sealed, RecordSealer.DataKeys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_MemoryToSqliteToPostgresToSqlite_KeepsEveryRecord()
    {
        var folder = Directory.CreateTempSubdirectory("suti-move-");
        try
        {
            await using var memory = new MemoryRecordStore();
            await using var first = new SqliteRecordStore(Path.Combine(folder.FullName, "first.db"));
            await using var shared = new PostgresRecordStore(
                new PostgresStoreOptions { ConnectionString = cluster.ConnectionString, Schema = PostgresSchemas.Next() });
            await using var last = new SqliteRecordStore(Path.Combine(folder.FullName, "last.db"));
            IRecordStore[] stores = [memory, first, shared, last];
            foreach (var store in stores)
            {
                await store.OpenAsync(Kinds, Token);
            }

            await FillAsync(memory);
            var expected = await DescribeAsync(memory, 0);
            Assert.Equal(600, expected.Length);
            for (var step = 1; step < stores.Length; step++)
            {
                using var file = new MemoryStream();
                await ArchiveOf(stores[step - 1], step - 1).ExportAsync("main", file, "archive", Cheap, Token);
                file.Position = 0;
                await ArchiveOf(stores[step], step).ImportAsync("main", file, "archive", Token);
                Assert.Equal(expected, await DescribeAsync(stores[step], step));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RecordArchive ArchiveOf(IRecordStore store, int step) => new(store, Kinds, SealerOf(store, step));

    private static RecordSealer SealerOf(IRecordStore store, int step) => new(store, new PassphraseRootKey($"passphrase {step}", Cheap));

    private static async Task FillAsync(MemoryRecordStore store)
    {
        using var sealer = SealerOf(store, 0);
        foreach (var number in Enumerable.Range(0, 300))
        {
            var item = new Item
            {
                Id = $"{number:D3}\0ä",
                Title = number % 3 == 0 ? null : $"title \U0001F600 {number}",
                Rank = number % 4 == 0 ? null : number - 100,
                Made = number % 5 == 0 ? null : DateTimeOffset.UnixEpoch.AddHours(number),
                Tags = [.. Enumerable.Range(0, number % 4).Select(static tag => $"tag {tag}\0")],
                Owners = number % 2 == 0 ? null : ["owner"],
            };
            await new RecordSet<Item>(store, "main", Item.Kind).PutAsync(item, cancellationToken: Token);
            await new RecordSet<Item>(store, "main", Sealed, sealer).PutAsync(item, cancellationToken: Token);
        }
    }

    private static async Task<string[]> DescribeAsync(IRecordStore store, int step)
    {
        using var sealer = SealerOf(store, step);
        var lines = new List<string>();
        foreach (var kind in new RecordKind[] { Item.Kind, Sealed })
        {
            foreach (var record in (await store.QueryAsync("main", new(kind) { IncludeFields = true }, Token)).Records)
            {
                var body = kind.IsSealed ? await sealer.OpenAsync(new("main", kind.Name, record.Key), record.Body, Token) : record.Body;
                lines.Add($"{kind} {record.Key} {Encoding.UTF8.GetString(body.Span)} {string.Join('|', record.Fields!)}");
            }
        }

        return [.. lines];
    }
}
