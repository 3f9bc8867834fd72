// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Suti.Agent.Generators;

/// <summary>Writes the operations and the remote client of every interface marked with <c>[AgentApi]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AgentApiGenerator : IIncrementalGenerator
{
    internal const string Step = "Capabilities";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var capabilities = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "Suti.AgentApiAttribute",
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (syntax, cancellationToken) => CapabilityReader.Read(syntax, cancellationToken))
            .WithTrackingName(Step);
        context.RegisterSourceOutput(capabilities, static (output, capability) => Produce(output, capability));
    }

    private static void Produce(SourceProductionContext output, CapabilityModel capability)
    {
        var failed = false;
        foreach (var diagnostic in capability.Diagnostics)
        {
            failed = true;
            output.ReportDiagnostic(diagnostic.ToDiagnostic());
        }

        if (!failed)
        {
            var place = capability.Namespace.Length == 0 ? "" : capability.Namespace + ".";
            output.AddSource($"{place}{capability.BaseName}.g.cs", SourceText.From(CapabilityWriter.Write(capability), Encoding.UTF8));
        }
    }
}
