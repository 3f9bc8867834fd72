// SPDX-License-Identifier: Apache-2.0

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Suti.House.Tests;

public sealed class ArchitectureTests
{
    /// <summary>All but the generators, which run inside the compiler and are referenced by no assembly.</summary>
    public static TheoryData<string> Libraries => [.. SourceProject.All.Where(project => !project.IsGenerator).Select(project => project.Name)];

    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_OfEveryProject_FollowTheTiers(string name)
    {
        var project = Find(name);
        var violations = project.References.Select(reference => ArchitectureRules.Violation(project, Find(reference)))
            .Concat(project.Packages.Select(package => ArchitectureRules.Violation(project, package)));
        Gate.AssertNone(violations.OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void CompiledReferences_OfEveryAssembly_FollowTheTiers(string name)
    {
        var project = Find(name);
        var violations = ReferencedAssemblies(project).Select(reference =>
            SourceProject.All.FirstOrDefault(other => other.Name == reference) is { } other
                ? ArchitectureRules.Violation(project, other)
                : ArchitectureRules.Violation(project, reference));
        Gate.AssertNone(violations.OfType<string>());
    }

    [Fact]
    public void Rules_UpwardReference_IsAViolation()
    {
        var low = new SourceProject("Low", "", 0, false, false, [], []);
        var high = new SourceProject("High", "", 2, false, false, [], []);
        Assert.NotNull(ArchitectureRules.Violation(low, high));
        Assert.NotNull(ArchitectureRules.Violation(low, low with { Name = "Beside" }));
        Assert.Null(ArchitectureRules.Violation(high, low));
        Assert.NotNull(ArchitectureRules.Violation(high, "Microsoft.Extensions.Http"));
        Assert.Null(ArchitectureRules.Violation(high, "Microsoft.Extensions.Logging.Abstractions"));
    }

    [Fact]
    public void House_HasAtMostThirtyAssemblies() => Assert.InRange(SourceProject.All.Count, 1, 30);

    internal static SourceProject Find(string name) => SourceProject.All.Single(project => project.Name == name);

    private static List<string> ReferencedAssemblies(SourceProject project)
    {
        using var file = File.OpenRead(project.AssemblyPath);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
