// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Generators;

/// <summary>What the writer needs to know of an operation.</summary>
internal sealed record OperationModel(
    string Name,
    string MethodName,
    string Summary,
    bool IsReadOnly,
    string? RequestType,
    string? ResultType,
    string? ResultJsonType,
    string? RequestParameter)
{
    /// <summary>The name of the method without its ending.</summary>
    public string PropertyName => MethodName.EndsWith("Async", StringComparison.Ordinal) && MethodName.Length > 5
        ? MethodName.Substring(0, MethodName.Length - 5)
        : MethodName;
}
