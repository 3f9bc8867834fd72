// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Suti.Agent.Generators.Tests;

/// <summary>The generator run over a text, with what the compiler says of the whole.</summary>
internal sealed record GeneratorRun(
    ImmutableArray<GeneratedSourceResult> Sources, ImmutableArray<Diagnostic> Diagnostics, IReadOnlyList<Diagnostic> CompilerErrors)
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static GeneratorRun Over(string source, bool withDocumentation = true)
    {
        var compilation = Compile(source, withDocumentation);
        var driver = CSharpGeneratorDriver
            .Create([new AgentApiGenerator().AsSourceGenerator()], parseOptions: ParseOptions(withDocumentation))
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var result = driver.GetRunResult().Results.Single();

        // The JSON context stays abstract here: its own generator does not run. Everything else must compile.
        var errors = output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id is not ("CS0534" or "CS7036" or "CS0117"));
        return new(result.GeneratedSources, result.Diagnostics, [.. errors]);
    }

    public static IReadOnlyList<IncrementalStepRunReason> ReasonsAfterChange(string source, string added)
    {
        var compilation = Compile(source, withDocumentation: true);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new AgentApiGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions(withDocumentation: true),
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        var changed = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            added, ParseOptions(withDocumentation: true), cancellationToken: TestContext.Current.CancellationToken));
        driver = driver.RunGenerators(changed, TestContext.Current.CancellationToken);
        return
        [
            .. driver.GetRunResult().Results.Single().TrackedSteps[AgentApiGenerator.Step]
                .SelectMany(step => step.Outputs)
                .Select(output => output.Reason),
        ];
    }

    private static CSharpCompilation Compile(string source, bool withDocumentation) => CSharpCompilation.Create(
        "Town",
        [CSharpSyntaxTree.ParseText(source, ParseOptions(withDocumentation))],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static CSharpParseOptions ParseOptions(bool withDocumentation) =>
        new(LanguageVersion.Latest, withDocumentation ? DocumentationMode.Diagnose : DocumentationMode.None);
}
