// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;

namespace Suti.Agent.Generators.Tests;

/// <summary>Compares generated text with the file that was accepted. <c>SUTI_ACCEPT_API=1</c> accepts it anew.</summary>
internal static class Snapshot
{
    public static void AssertEqual(string name, string actual)
    {
        var path = Path.Combine(RepositoryPaths.Root, "tests/Suti.Agent.Generators.Tests/Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("SUTI_ACCEPT_API") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }
}
