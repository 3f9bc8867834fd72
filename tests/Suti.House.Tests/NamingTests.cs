// SPDX-License-Identifier: Apache-2.0

using System.Reflection;

namespace Suti.House.Tests;

public sealed class NamingTests
{
    public static TheoryData<string> Libraries =>
        [.. SourceProject.All.Where(project => !project.IsGenerator).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicTypes_StandInTheNamespaceOfTheirAssembly(string name)
    {
        var elsewhere = PublicTypes(name)
            .Where(type => type.Namespace != ExpectedNamespace(name) && type != typeof(SutiException))
            .Select(type => type.FullName);
        Gate.AssertNone(elsewhere);
    }

    [Fact]
    public void PublicTypes_ShareNoNameWithTheEndOfANamespace()
    {
        var namespaces = SourceProject.All.Select(project => project.Name.Split('.')[^1]).ToHashSet(StringComparer.Ordinal);
        var clashes = Libraries.SelectMany(row => PublicTypes(row.Data)).Where(type => namespaces.Contains(type.Name)).Select(type => type.FullName);
        Gate.AssertNone(clashes);
    }

    /// <summary>The seams that every assembly uses stand in <c>Suti</c> itself.</summary>
    private static string ExpectedNamespace(string assembly) => assembly == "Suti.Abstractions" ? "Suti" : assembly;

    private static Type[] PublicTypes(string assembly) => Assembly.Load(assembly).GetExportedTypes();
}
