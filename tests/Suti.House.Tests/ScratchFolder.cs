// SPDX-License-Identifier: Apache-2.0

using Suti.Testing;

namespace Suti.House.Tests;

/// <summary>An empty folder under <c>artifacts</c> whose projects take nothing from the rules of the house.</summary>
internal sealed class ScratchFolder
{
    public ScratchFolder(string name)
    {
        Path = System.IO.Path.Combine(RepositoryPaths.Artifacts, name);
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        Directory.CreateDirectory(Path);
        Write(".editorconfig", "root = true\n");
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            Write(file, "<Project />");
        }
    }

    public string Path { get; }

    public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content);
}
