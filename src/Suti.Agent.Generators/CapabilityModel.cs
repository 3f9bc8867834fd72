// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Generators;

/// <summary>What the writer needs to know of a capability: plain values, comparable between two runs of the compiler.</summary>
internal sealed record CapabilityModel(
    string Namespace,
    string InterfaceName,
    string Accessibility,
    string JsonContext,
    EquatableArray<OperationModel> Operations,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>The name without the leading I of interfaces.</summary>
    public string BaseName => InterfaceName.Length > 1 && InterfaceName[0] == 'I' && char.IsUpper(InterfaceName[1])
        ? InterfaceName.Substring(1)
        : InterfaceName;
}
