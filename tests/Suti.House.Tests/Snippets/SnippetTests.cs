// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Testing;

namespace Suti.House.Tests;

public sealed class SnippetTests(ITestOutputHelper output)
{
    private static readonly string[] Dependencies =
        ["Microsoft.Extensions.", "Microsoft.Data.Sqlite", "SQLitePCLRaw.", "Npgsql", "Polly."];

    [Fact]
    [Trait("Category", "Slow")]
    public void Documents_CSharpBlocks_CompileAndRun()
    {
        var snippets = TrackedFiles.All
            .Where(path => path.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(path => Snippet.In(path, TrackedFiles.Read(path)))
            .ToList();
        Assert.NotEmpty(snippets);
        var folder = new ScratchFolder("snippets");
        folder.Write("Snippets.csproj", Project());
        var calls = new StringBuilder();
        for (var index = 0; index < snippets.Count; index++)
        {
            var snippet = snippets[index];
            folder.Write($"Snippet{index}.cs", snippet.ToSource($"Snippet{index}", RepositoryPaths.Root));
            if (snippet.Runs)
            {
                calls.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"Console.WriteLine(\"# {snippet.Document}:{snippet.Line}\");");
                calls.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"await Snippets.Snippet{index}.RunAsync();");
            }
        }

        folder.Write("Program.cs", calls + "Console.WriteLine(\"all run\");\n");
        CommandLine.RunOrFail("dotnet", ["build", "-c", "Release", "-v", "quiet", "-nologo"], folder.Path);
        var printed = CommandLine.RunOrFail("dotnet", ["bin/Release/net10.0/Snippets.dll"], folder.Path);
        output.WriteLine(printed);
        Assert.EndsWith("all run\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Snippet_OfEachKind_IsFoundWithItsMark()
    {
        var found = Snippet.In("a.md", "text\n```csharp\nvar a = 1;\n```\n```csharp run\nusing System.Text;\nawait X();\n```\n```json\n{}\n```\n").ToList();
        Assert.Equal(["", "run"], found.Select(snippet => snippet.Mark));
        Assert.Equal([3, 6], found.Select(snippet => snippet.Line));
        Assert.StartsWith("using System.Text;", found[1].ToSource("S", "/"), StringComparison.Ordinal);
    }

    private static string Project()
    {
        // What the libraries stand on lies beside them, since this program references all of them.
        var dependencies = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Dependencies.Any(start => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal)));
        var references = SourceProject.All.Where(project => !project.IsGenerator)
            .Select(project => project.AssemblyPath)
            .Concat(dependencies)
            .Select(path => $"<Reference Include=\"{path}\" />");
        var generators = SourceProject.All.Where(project => project.IsGenerator)
            .Select(project => $"<Analyzer Include=\"{Path.Combine(project.Folder, "bin/Release/netstandard2.0", project.Name + ".dll")}\" />");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>14.0</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>CS0219;CS8321;CS1998</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {string.Join('\n', references.Concat(generators))}
              </ItemGroup>
            </Project>
            """;
    }
}
