// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>Marks a method of a capability as an operation.</summary>
/// <param name="name">The name on the wire, such as <c>didManagerCreate</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the operation changes nothing, so that asking again is safe.</summary>
    public bool IsReadOnly { get; init; }
}
