// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Xml.Linq;
using Suti.Testing;

namespace Suti.House.Tests;

[Trait("Category", "Slow")]
public sealed class PackageTests(PackedHouse house) : IClassFixture<PackedHouse>
{
    public static TheoryData<string> Libraries =>
        [.. SourceProject.All.Where(project => project is { IsGenerator: false, IsTool: false }).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Package_OfEveryLibrary_CarriesWhatItsUserNeeds(string name)
    {
        using var package = ZipFile.OpenRead(house.PackageOf(name));
        var entries = package.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(["README.md", "icon.png", "THIRD-PARTY-NOTICES.md", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], StringComparer.Ordinal),
            entries);
        Assert.DoesNotContain(entries, entry => entry.Contains("node_modules", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.ChangeExtension(house.PackageOf(name), ".snupkg")));

        using var manifest = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(manifest).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        Assert.Equal("Apache-2.0", Value(metadata, "license"));
        Assert.NotEmpty(Value(metadata, "description"));
        Assert.NotEqual("Package Description", Value(metadata, "description"));
    }

    [Fact]
    public void ScratchProject_WithThePackagesAlone_BuildsAndRuns()
    {
        var folder = new ScratchFolder("package-consumer");
        folder.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="./cache" /></config>
              <packageSources><add key="house" value="{house.Folder}" /></packageSources>
            </configuration>
            """);
        folder.Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                {string.Join('\n', Libraries.Select(row => $"<PackageReference Include=\"{row.Data}\" Version=\"{house.Version}\" />"))}
              </ItemGroup>
            </Project>
            """);
        File.Copy(
            Path.Combine(RepositoryPaths.Root, "tests", "Suti.PublishedApp", "Program.cs"),
            Path.Combine(folder.Path, "Program.cs"));
        CommandLine.RunOrFail("dotnet", ["build", "-c", "Release", "-v", "quiet", "-nologo"], folder.Path);
        Assert.EndsWith("every library answers\n", CommandLine.RunOrFail("dotnet", ["bin/Release/net10.0/Consumer.dll"], folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Tool_FromItsPackageAlone_InstallsAndAnswers()
    {
        var folder = new ScratchFolder("tool");
        folder.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="./cache" /></config>
              <packageSources><clear /><add key="house" value="{house.Folder}" /></packageSources>
            </configuration>
            """);
        CommandLine.RunOrFail("dotnet", ["tool", "install", "Suti.Cli", "--tool-path", "tools", "--version", house.Version, "--configfile", "nuget.config"], folder.Path);
        var suti = Path.Combine(folder.Path, "tools", "suti");
        Assert.StartsWith(house.Version, CommandLine.RunOrFail(suti, ["--version"], folder.Path), StringComparison.Ordinal);
        Assert.Contains("did create", CommandLine.RunOrFail(suti, ["did", "create", "--help"], folder.Path), StringComparison.Ordinal);
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
