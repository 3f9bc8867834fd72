// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Suti.Agent;
using Suti.Storage.Sqlite;

namespace Suti.Benchmarks;

/// <summary>
/// How the cost of keeping and of finding a credential grows with how many there are already: <c>./bench growth</c>. It prints a
/// line for each size and draws them into <c>artifacts/growth.svg</c>.
/// </summary>
internal static class GrowthRun
{
    private const int BatchSize = 500;
    private const int Queries = 2000;

    public static async Task RunAsync(int last)
    {
        var folder = Directory.CreateTempSubdirectory("suti-growth-");
        try
        {
            var points = await MeasureAsync(Path.Combine(folder.FullName, "growth.sqlite"), last);
            var artifacts = Directory.CreateDirectory(Path.Combine(BenchmarkPaths.Root, "artifacts"));
            await File.WriteAllTextAsync(Path.Combine(artifacts.FullName, "growth.svg"), GrowthPlot.Draw(points));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<GrowthPoint>> MeasureAsync(string path, int last)
    {
        await using var agent = await AgentBuilder.Create()
            .UseSqlite(path).UseRootKey(new RawRootKey(new byte[32])).AddLocalKeys().BuildAsync();

        // What is compiled first would count as the cost of the small sizes.
        await SaveAsync(agent.InSpace("warm-up"), 0, 4 * BatchSize);
        await FindAsync(agent.InSpace("warm-up"), 4 * BatchSize);

        var points = new List<GrowthPoint>();
        var kept = 0;
        foreach (var size in Sizes(last))
        {
            // The cost at a size is that of the last tenth on the way to it.
            var measured = size - kept >= 10 * BatchSize ? (size - kept) / 10 / BatchSize * BatchSize : size - kept;
            await SaveAsync(agent, kept, size - kept - measured);
            var save = await SaveAsync(agent, size - measured, measured);
            kept = size;
            var find = await FindAsync(agent, kept);
            points.Add(new(size, save / measured, find / Queries));
            Console.WriteLine(points[^1]);
        }

        return points;
    }

    private static IEnumerable<int> Sizes(int last)
    {
        for (var size = 1000; size <= last; size *= 10)
        {
            yield return size;
            if (3 * size <= last)
            {
                yield return 3 * size;
            }
        }
    }

    private static async Task<TimeSpan> SaveAsync(IAgent agent, int start, int count)
    {
        var watch = new Stopwatch();
        for (var end = start + count; start < end; start += BatchSize)
        {
            var batch = Enumerable.Range(start, Math.Min(BatchSize, end - start)).Select(KeptCredentials.Create).ToArray();
            watch.Start();
            await agent.Data.SaveCredentialsAsync(new() { VerifiableCredentials = batch });
            watch.Stop();
        }

        return watch.Elapsed;
    }

    private static async Task<TimeSpan> FindAsync(IAgent agent, int kept)
    {
        var watch = Stopwatch.StartNew();
        for (var query = 0; query < Queries; query++)
        {
            var number = (int)(query * 7919L % kept);
            if ((await agent.Queries.GetCredentialsByClaimsAsync(KeptCredentials.Find(number))).Length != 1)
            {
                throw new InvalidOperationException($"Credential {number} of {kept} is not found.");
            }
        }

        return watch.Elapsed;
    }
}
