// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Benchmarks;

var quick = args.Contains("--quick");
var filters = args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray();

if (filters is ["growth"])
{
    await GrowthRun.RunAsync(quick ? 10_000 : 1_000_000);
    return 0;
}

using var catalogue = new Catalogue();
var chosen = catalogue.Comparisons
    .Where(comparison => filters.Length == 0 || filters.Any(filter =>
        comparison.Group == filter || comparison.Name.Contains(filter, StringComparison.Ordinal)))
    .ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"No benchmark is named like '{string.Join(' ', filters)}'. There are:");
    foreach (var comparison in catalogue.Comparisons)
    {
        Console.Error.WriteLine($"  {comparison.Name} ({comparison.Group})");
    }

    return 2;
}

var runner = new ComparisonRunner(quick);
var report = new JsonObject();
foreach (var comparison in chosen)
{
    var measurement = runner.Run(comparison);
    Console.WriteLine(measurement);
    report[measurement.Name] = new JsonObject
    {
        ["ours"] = Math.Round(measurement.Ours),
        ["reference"] = measurement.Reference,
        ["theirs"] = Math.Round(measurement.Theirs),
        ["ratio"] = Math.Round(measurement.Ratio, 2),
    };
}

var artifacts = Directory.CreateDirectory(Path.Combine(BenchmarkPaths.Root, "artifacts"));
File.WriteAllText(Path.Combine(artifacts.FullName, "bench.json"), report.ToJsonString(new() { WriteIndented = true }));
return 0;
