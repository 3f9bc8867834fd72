// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Suti.Testing;

namespace Suti.House.Tests;

/// <summary>An application that uses every library is published trimmed, and as native code, and run.</summary>
[Trait("Category", "Slow")]
public sealed class PublishedAppTests
{
    [Fact]
    public void TrimmedApp_WithEveryLibrary_Runs() => PublishAndRun("trimmed");

    [Fact]
    public void NativeApp_WithEveryLibrary_Runs() => PublishAndRun("native", "-p:SutiNet9=true");

    private static void PublishAndRun(string kind, params string[] options)
    {
        var folder = Path.Combine(RepositoryPaths.Artifacts, "published", kind);
        var application = Path.Combine(folder, "app");
        CommandLine.RunOrFail(
            "dotnet",
            [
                "publish", "tests/Suti.PublishedApp", "-c", "Release", "-v", "quiet", "-nologo",
                "-r", RuntimeInformation.RuntimeIdentifier, $"-p:SutiPublish={kind}",
                "--artifacts-path", folder, "-o", application, .. options,
            ]);
        var printed = CommandLine.RunOrFail(Path.Combine(application, "Suti.PublishedApp"), []);
        Assert.EndsWith("every library answers\n", printed, StringComparison.Ordinal);
    }
}
