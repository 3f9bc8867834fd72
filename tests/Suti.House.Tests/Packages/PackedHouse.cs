// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;

namespace Suti.House.Tests;

/// <summary>All packages of the house, packed once for the tests that look at them.</summary>
public sealed class PackedHouse
{
    public PackedHouse()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        CommandLine.RunOrFail("dotnet", ["pack", "Suti.slnx", "-c", "Release", "--no-build", "-o", Folder, "-v", "quiet", "-nologo"]);
        Version = Path.GetFileNameWithoutExtension(PackageOf("Suti.Encodings"))["Suti.Encodings.".Length..];
    }

    public string Folder { get; } = Path.Combine(RepositoryPaths.Artifacts, "packages");

    public string Version { get; }

    public string PackageOf(string library) =>
        Directory.EnumerateFiles(Folder, library + ".*.nupkg").Single(path => char.IsAsciiDigit(Path.GetFileName(path)[library.Length + 1]));
}
