// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using Suti.Testing;

namespace Suti.Storage.TestKit;

/// <summary>
/// Starts programs that write to a database and ends them in the middle, then looks at what is there: all that they were told
/// is committed, and nothing in part.
/// </summary>
/// <param name="open">Opens the database, as the next process does.</param>
/// <param name="target">The arguments that name the database to the program.</param>
public sealed class CrashProof(Func<Task<IRecordStore>> open, params string[] target)
{
    /// <summary>
    /// Kills writers after they reported some transactions, each at another moment, and checks what they left.
    /// </summary>
    /// <param name="rounds">How many writers are killed.</param>
    /// <param name="together">How many of them run at the same time.</param>
    /// <param name="crashServer">Ends and restarts the server before the writers are killed, if it chooses to; null for none.</param>
    /// <returns>How many transactions were reported as committed.</returns>
    public async Task<int> KillWritersAsync(int rounds, int together, Func<int, Task>? crashServer = null)
    {
        var total = 0;
        foreach (var wave in Enumerable.Range(0, rounds).Chunk(together))
        {
            var writers = wave.Select(round => Start("write", round.ToString(CultureInfo.InvariantCulture))).ToArray();
            var told = wave.Select(static _ => new List<string>()).ToArray();
            try
            {
                await Task.WhenAll(wave.Select((round, index) => ReadAsync(writers[index], told[index], 1 + (round * 7 % 40))));
                if (crashServer is not null)
                {
                    await crashServer(wave[0] / together);
                }
            }
            finally
            {
                Array.ForEach(writers, static writer => writer.Kill());
            }

            await Task.WhenAll(writers.Select((writer, index) => ReadAsync(writer, told[index], int.MaxValue)));
            await using var store = await open();
            for (var index = 0; index < wave.Length; index++)
            {
                await writers[index].WaitForExitAsync();
                writers[index].Dispose();
                Assert.NotEmpty(told[index]);
                await CheckAsync(store, wave[index], told[index]);
                total += told[index].Count;
            }
        }

        return total;
    }

    /// <summary>Lets several processes count one counter up at the same time.</summary>
    public async Task CountTogetherAsync(int processes, int turns)
    {
        var running = Enumerable.Range(0, processes)
            .Select(number => Start("count", turns.ToString(CultureInfo.InvariantCulture), $"w{number}")).ToArray();
        try
        {
            foreach (var process in running)
            {
                await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5));
                Assert.Equal(0, process.ExitCode);
            }
        }
        finally
        {
            foreach (var process in running)
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }

                process.Dispose();
            }
        }

        await using var store = await open();
        var items = new RecordSet<Item>(store, "main", Item.Kind);
        var counter = (await items.GetAsync("counter"))!.Value;
        Assert.Equal(processes * turns, counter.Value.Rank);
        Assert.Equal(processes * turns, counter.Version);
        Assert.Equal((processes * turns) + 1, await items.CountAsync());
    }

    private static async Task ReadAsync(Process writer, List<string> told, int count)
    {
        for (var index = 0; index < count && await writer.StandardOutput.ReadLineAsync() is { } id; index++)
        {
            // The kill may cut the last line off.
            if (id.Length == "000-0-00000".Length)
            {
                told.Add(id);
            }
        }
    }

    private static async Task CheckAsync(IRecordStore store, int round, List<string> told)
    {
        var items = new RecordSet<Item>(store, "main", Item.Kind);
        var found = await items.FindAsync(RecordFilter.Like(RecordColumn.Key, $"{round:D3}-%"));
        var byId = found.ToDictionary(static item => item.Id, StringComparer.Ordinal);
        foreach (var id in told)
        {
            Assert.True(byId.ContainsKey(id + "-left") && byId.ContainsKey(id + "-right"), $"Round {round}: {id} was committed and is gone.");
        }

        foreach (var group in found.GroupBy(static item => item.Id[.."000-0-00000".Length]))
        {
            // Also what was not reported any more is there whole or not at all, in the body and in the columns.
            var pair = group.OrderBy(static item => item.Id, StringComparer.Ordinal).ToArray();
            Assert.Equal([CrashPairs.Create(group.Key, "left").Title, CrashPairs.Create(group.Key, "right").Title], pair.Select(static item => item.Title));
            Assert.Equal(2, await items.CountAsync(RecordFilter.Equal(Item.Kind["tag"], group.Key)));
            Assert.Equal(1, await items.CountAsync(RecordFilter.Equal(Item.Kind["version"], pair[0].Title!)));
        }
    }

    private Process Start(params string[] arguments)
    {
        // Built beside the tests, in the same configuration.
        var built = Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", ".."), AppContext.BaseDirectory);
        var program = Path.Combine(RepositoryPaths.Root, "tests", "Suti.Storage.CrashWriter", "bin", built, "Suti.Storage.CrashWriter.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. target, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("The writer does not start.");
    }
}
