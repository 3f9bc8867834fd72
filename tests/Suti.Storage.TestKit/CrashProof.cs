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
    /// Kills a writer after it reported some transactions, each round at another moment, and checks what it left.
    /// </summary>
    /// <param name="rounds">How often.</param>
    /// <param name="crashServer">Ends and restarts the server in some rounds before the writer is killed; null for none.</param>
    /// <returns>How many transactions were reported as committed.</returns>
    public async Task<int> KillWritersAsync(int rounds, Func<int, Task>? crashServer = null)
    {
        var total = 0;
        for (var round = 0; round < rounds; round++)
        {
            using var writer = Start("write", round.ToString(CultureInfo.InvariantCulture));
            var told = new List<string>();
            try
            {
                for (var count = 0; count < 1 + (round * 7 % 40) && await writer.StandardOutput.ReadLineAsync() is { } id; count++)
                {
                    told.Add(id);
                }

                if (crashServer is not null)
                {
                    await crashServer(round);
                }
            }
            finally
            {
                writer.Kill();
            }

            while (await writer.StandardOutput.ReadLineAsync() is { } id)
            {
                // The kill may cut the last line off.
                if (id.Length == "000-0-00000".Length)
                {
                    told.Add(id);
                }
            }

            await writer.WaitForExitAsync();
            Assert.NotEmpty(told);
            await CheckAsync(round, told);
            total += told.Count;
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
                await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
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

    private async Task CheckAsync(int round, List<string> told)
    {
        await using var store = await open();
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
