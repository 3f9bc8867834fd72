// SPDX-License-Identifier: Apache-2.0

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Suti.Agent.Generators;

/// <summary>A diagnostic by plain values.</summary>
internal sealed record DiagnosticModel(string Id, string Argument, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static DiagnosticModel Create(DiagnosticDescriptor descriptor, Location? location, string argument) => new(
        descriptor.Id,
        argument,
        location?.SourceTree?.FilePath ?? "",
        location?.SourceSpan ?? default,
        location?.GetLineSpan().Span ?? default);

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(CapabilityRules.ById(Id), Location.Create(Path, Span, Lines), Argument);
}
