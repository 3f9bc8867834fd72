// SPDX-License-Identifier: Apache-2.0

using Microsoft.CodeAnalysis;
using Suti.Testing;

namespace Suti.Agent.Generators.Tests;

public sealed class AgentApiGeneratorTests
{
    private const string Library = """
        #nullable enable
        using System.Text.Json.Serialization;
        using System.Threading;
        using System.Threading.Tasks;
        using Suti;

        namespace Town;

        public sealed record LoanRequest(string Title);

        public sealed record Loan(string Title, int Days);

        /// <summary>Lends books.</summary>
        [AgentApi(typeof(LibraryJson))]
        public interface ILibrary
        {
            /// <summary>
            /// Lends a book &amp; answers with the <see cref="Loan"/>,
            /// for <c>30</c> days.
            /// </summary>
            [Operation("libraryLend")]
            Task<Loan?> LendAsync(LoanRequest request, CancellationToken cancellationToken = default);

            /// <summary>Lists the loans.</summary>
            [Operation("libraryList", IsReadOnly = true)]
            Task<Loan[]> ListAsync(CancellationToken cancellationToken = default);

            /// <summary>Closes the library.</summary>
            [Operation("libraryClose")]
            Task CloseAsync(CancellationToken cancellationToken = default);

            string Greeting() => "Welcome";
        }

        [JsonSerializable(typeof(LoanRequest))]
        [JsonSerializable(typeof(Loan))]
        [JsonSerializable(typeof(Loan[]))]
        internal sealed partial class LibraryJson : JsonSerializerContext;
        """;

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "SUTI001", "public interface ILibrary\n", "public interface ILibrary<T>\n", "ILibrary" },
        { "SUTI002", "[Operation(\"libraryClose\")]", "", "CloseAsync" },
        { "SUTI002", "string Greeting() => \"Welcome\";", "int Count { get; }", "Count" },
        { "SUTI002", "Task CloseAsync(", "Task CloseAsync<T>(", "CloseAsync" },
        { "SUTI003", "Task CloseAsync", "void CloseAsync", "CloseAsync" },
        { "SUTI003", "Task<Loan[]> ListAsync", "ValueTask<Loan[]> ListAsync", "ListAsync" },
        { "SUTI004", "CloseAsync(CancellationToken cancellationToken = default)", "CloseAsync()", "CloseAsync" },
        { "SUTI004", "CloseAsync(CancellationToken", "CloseAsync(int day, CancellationToken", "CloseAsync" },
        { "SUTI004", "CloseAsync(CancellationToken", "CloseAsync(string a, string b, CancellationToken", "CloseAsync" },
        { "SUTI005", "[JsonSerializable(typeof(Loan[]))]", "", "LibraryJson does not list Loan[]" },
        { "SUTI005", "[JsonSerializable(typeof(LoanRequest))]", "", "LibraryJson does not list LoanRequest" },
        { "SUTI005", "typeof(LibraryJson))]\npublic", "typeof(string))]\npublic", "JsonSerializerContext" },
        { "SUTI006", "\"libraryClose\"", "\"libraryList\"", "libraryList" },
        { "SUTI006", "\"libraryClose\"", "\"Close\"", "Close" },
        { "SUTI006", "\"libraryClose\"", "\"library/close\"", "library/close" },
        { "SUTI007", "/// <summary>Closes the library.</summary>", "// Closes the library.", "CloseAsync" },
    };

    [Fact]
    public void Generate_Capability_WritesTheSnapshot()
    {
        var result = GeneratorRun.Over(Library);
        Assert.Empty(result.Diagnostics);
        var source = Assert.Single(result.Sources);
        Assert.Equal("Town.Library.g.cs", source.HintName);
        Snapshot.AssertEqual("Library", source.SourceText.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Generate_Capability_Compiles(bool withDocumentation)
    {
        var result = GeneratorRun.Over(Library, withDocumentation);
        Assert.Empty(result.CompilerErrors);
        Assert.Contains("Lends a book & answers with the Loan, for 30 days.", Assert.Single(result.Sources).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Generate_Mistake_IsADiagnosticAndNoSource(string id, string right, string wrong, string named)
    {
        var source = Library.ReplaceLineEndings("\n");
        Assert.Contains(right, source, StringComparison.Ordinal);
        var result = GeneratorRun.Over(source.Replace(right, wrong, StringComparison.Ordinal));
        var diagnostic = result.Diagnostics.First(found => found.Id == id);
        Assert.Contains(named, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Empty(result.Sources);
    }

    [Fact]
    public void Generate_ChangeElsewhere_ReusesWhatIsThere()
    {
        var reasons = GeneratorRun.ReasonsAfterChange(Library, "namespace Town { class Elsewhere; }");
        Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}"));
        Assert.NotEmpty(reasons);
    }

    [Fact]
    public void Rules_AllOfThem_StandInTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "src/Suti.Agent.Generators/README.md"));
        Assert.All(Mistakes.Select(row => row.Data.Item1).Distinct(), id => Assert.Contains($"`{id}`", readme, StringComparison.Ordinal));
    }
}
