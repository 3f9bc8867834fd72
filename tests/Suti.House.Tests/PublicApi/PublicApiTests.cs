// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using Suti.Testing;

namespace Suti.House.Tests;

public sealed class PublicApiTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "eng", "api");

    public static TheoryData<string> Libraries => NamingTests.Libraries;

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_OfEveryAssembly_IsTheAcceptedOne(string assembly)
    {
        var path = Path.Combine(Folder, assembly + ".txt");
        var actual = PublicApiText.Of(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("SUTI_ACCEPT_API") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
        }

        var accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(
            actual == accepted,
            $"The public API of {assembly} changed:\n{Difference(accepted, actual)}\nIf this is meant, run eng/accept-api and commit {Path.GetRelativePath(RepositoryPaths.Root, path)}.");
    }

    [Fact]
    public void AcceptedApis_BelongToAnAssembly()
    {
        var stale = Directory.EnumerateFiles(Folder).Select(path => Path.GetFileNameWithoutExtension(path)!).Except(SourceProject.All.Select(project => project.Name));
        Gate.AssertNone(stale);
    }

    private static string Difference(string accepted, string actual)
    {
        var before = WithTypes(accepted);
        var after = WithTypes(actual);
        var lines = before.Except(after, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(after.Except(before, StringComparer.Ordinal).Select(line => "+ " + line));
        return string.Join('\n', lines.Take(100));
    }

    /// <summary>Each member with its type before it, so that a line says where it belongs.</summary>
    private static List<string> WithTypes(string text)
    {
        var lines = new List<string>();
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line[0] == ' ' ? type : line;
            lines.Add(line[0] == ' ' ? $"{type.Split(" : ")[0]} | {line.Trim()}" : line);
        }

        return lines;
    }
}
