// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>Where things are on disk.</summary>
internal static class BenchmarkPaths
{
    /// <summary>The root of the checkout: the nearest folder above with the solution in it.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("No Suti.slnx above the benchmark.")
        : File.Exists(Path.Combine(folder.FullName, "Suti.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
