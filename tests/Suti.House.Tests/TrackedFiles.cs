// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;

namespace Suti.House.Tests;

/// <summary>The files of the repository: what git tracks, or would track once added.</summary>
internal static class TrackedFiles
{
    private static readonly string[] BinaryEndings = [".png", ".snk", ".db"];

    public static IReadOnlyList<string> All { get; } = List();

    public static IEnumerable<string> Text =>
        All.Where(path => !BinaryEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    public static IEnumerable<string> Sources => All.Where(path =>
        path.EndsWith(".cs", StringComparison.Ordinal)
        || path.EndsWith(".sol", StringComparison.Ordinal)
        || path.EndsWith(".mjs", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryPaths.Root, path));

    private static string[] List()
    {
        var output = CommandLine.Run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).Output;
        return
        [
            .. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(path => File.Exists(Path.Combine(RepositoryPaths.Root, path)))
                .Order(StringComparer.Ordinal),
        ];
    }
}
