// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Suti;

/// <summary>
/// One operation of a capability: what every face of an agent (HTTP, shell, tools) needs to call it by name.
/// </summary>
public abstract class AgentOperation
{
    private protected AgentOperation(
        string name, Type capability, string summary, JsonTypeInfo? requestType, JsonTypeInfo? resultType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Capability = capability;
        Summary = summary;
        RequestType = requestType;
        ResultType = resultType;
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The interface of the capability it belongs to.</summary>
    public Type Capability { get; }

    /// <summary>What it does, in a sentence or two.</summary>
    public string Summary { get; }

    /// <summary>Whether it changes nothing, so that asking again is safe.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The JSON form of the request; null when there is none.</summary>
    public JsonTypeInfo? RequestType { get; }

    /// <summary>The JSON form of the result; null when there is none.</summary>
    public JsonTypeInfo? ResultType { get; }

    /// <summary>The JSON schema of the request.</summary>
    public JsonObject GetRequestSchema() => OperationSchemas.OfRequest(RequestType);

    /// <summary>The JSON schema of the result; null when there is none.</summary>
    public JsonNode? GetResultSchema() => OperationSchemas.OfResult(ResultType);

    /// <summary>Calls the operation with JSON in and JSON out.</summary>
    /// <exception cref="SutiException">
    /// The request does not fit (<see cref="AgentErrorCodes.InvalidArgument"/>), or the operation failed.
    /// </exception>
    public abstract ValueTask InvokeAsync(
        IAgent agent,
        ReadOnlyMemory<byte> request,
        IBufferWriter<byte> result,
        UnknownMembers unknownMembers = UnknownMembers.Ignore,
        CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
