// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti;
using Suti.Storage.Postgres;
using Suti.Storage.Sqlite;
using Suti.Storage.TestKit;

// sqlite PATH | postgres CONNECTION SCHEMA, then: write ROUND | count TURNS WRITER
var isSqlite = args[0] == "sqlite";
IRecordStore store = isSqlite
    ? new SqliteRecordStore(args[1])
    : new PostgresRecordStore(new PostgresStoreOptions { ConnectionString = args[1], Schema = args[2] });
var rest = args[(isSqlite ? 2 : 3)..];
var number = int.Parse(rest[1], CultureInfo.InvariantCulture);
await using (store)
{
    await store.OpenAsync([Item.Kind]);
    var items = new RecordSet<Item>(store, "main", Item.Kind);
    if (rest[0] == "write")
    {
        // Several at once, so that commits share a sync. Each transaction is a pair; it is told when it is committed.
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(() => WriteAsync(items, number, lane))));
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.StoreUnavailable)
        {
            // The server was ended under it, as the test wants: what was told until then counts.
            return 1;
        }
    }
    else
    {
        await CountAsync(items, number, rest[2]);
    }
}

return 0;

async Task WriteAsync(RecordSet<Item> items, int round, int lane)
{
    for (var turn = 0; ; turn++)
    {
        var id = $"{round:D3}-{lane}-{turn:D5}";
        await store.CommitAsync(
            "main",
            [
                await items.PutChangeAsync(CrashPairs.Create(id, "left"), 0),
                await items.PutChangeAsync(CrashPairs.Create(id, "right"), 0),
            ]);
        await Console.Out.WriteLineAsync(id);
        await Console.Out.FlushAsync();
    }
}

async Task CountAsync(RecordSet<Item> items, int turns, string writer)
{
    for (var turn = 0; turn < turns;)
    {
        var counter = await items.GetAsync("counter");
        var next = new Item { Id = "counter", Rank = (counter?.Value.Rank ?? 0) + 1 };
        try
        {
            await store.CommitAsync(
                "main",
                [await items.PutChangeAsync(next, counter?.Version ?? 0), await items.PutChangeAsync(CrashPairs.Create($"{writer}-{turn:D5}", "own"), 0)]);
            turn++;
        }
        catch (SutiException exception) when (exception.Code == RecordErrorCodes.Conflict)
        {
            // Another process was first: read again.
        }
    }
}
