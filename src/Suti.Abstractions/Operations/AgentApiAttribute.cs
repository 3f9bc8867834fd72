// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>
/// Marks the interface of a capability. From it come its <see cref="AgentOperation"/> rows and its remote client.
/// </summary>
/// <param name="jsonContext">
/// The <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that lists every request and result.
/// </param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class AgentApiAttribute(Type jsonContext) : Attribute
{
    /// <summary>The JSON context that lists every request and result of the capability.</summary>
    public Type JsonContext { get; } = jsonContext;
}
