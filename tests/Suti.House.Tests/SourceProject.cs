// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Xml.Linq;
using Suti.Testing;

namespace Suti.House.Tests;

/// <summary>A project under <c>src/</c>, as its project file states it.</summary>
public sealed record SourceProject(string Name, string Folder, int Tier, bool IsGenerator, bool IsTool, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>The assembly as the test build made it.</summary>
    public string AssemblyPath => Path.Combine(AppContext.BaseDirectory, Name + ".dll");

    public override string ToString() => Name;

    private static SourceProject Read(string path)
    {
        var project = XDocument.Load(path);
        var references = project.Descendants("ProjectReference").ToList();
        return new SourceProject(
            Path.GetFileNameWithoutExtension(path),
            Path.GetDirectoryName(path)!,
            int.Parse(project.Descendants("SutiTier").Single().Value, CultureInfo.InvariantCulture),
            project.Descendants("IsRoslynComponent").Any(),
            project.Descendants("PackAsTool").Any(),
            [
                .. references
                    .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
                    .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))),
            ],
            [.. project.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)]);
    }
}
