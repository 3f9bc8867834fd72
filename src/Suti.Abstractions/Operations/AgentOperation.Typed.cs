// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Suti;

/// <summary>An <see cref="AgentOperation"/> with its types.</summary>
/// <typeparam name="TCapability">The interface of the capability.</typeparam>
/// <typeparam name="TRequest">The request, or <see cref="NoRequest"/>.</typeparam>
/// <typeparam name="TResult">The result, or <see cref="NoResult"/>.</typeparam>
public sealed class AgentOperation<TCapability, TRequest, TResult> : AgentOperation
    where TCapability : class
    where TRequest : class
{
    private readonly Func<TCapability, TRequest, CancellationToken, Task<TResult>> _invoke;

    /// <summary>Creates the row. The source generator writes these.</summary>
    public AgentOperation(
        string name,
        string summary,
        JsonTypeInfo<TRequest>? requestType,
        JsonTypeInfo<TResult>? resultType,
        Func<TCapability, TRequest, CancellationToken, Task<TResult>> invoke)
        : base(name, typeof(TCapability), summary, requestType, resultType)
    {
        ArgumentNullException.ThrowIfNull(invoke);
        _invoke = invoke;
    }

    /// <summary>The JSON form of the request; null when there is none.</summary>
    public new JsonTypeInfo<TRequest>? RequestType => (JsonTypeInfo<TRequest>?)base.RequestType;

    /// <summary>The JSON form of the result; null when there is none.</summary>
    public new JsonTypeInfo<TResult>? ResultType => (JsonTypeInfo<TResult>?)base.ResultType;

    /// <summary>Calls the operation with its types.</summary>
    public Task<TResult> InvokeAsync(IAgent agent, TRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(request);
        return _invoke(agent.Get<TCapability>(), request, cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask InvokeAsync(
        IAgent agent,
        ReadOnlyMemory<byte> request,
        IBufferWriter<byte> result,
        UnknownMembers unknownMembers = UnknownMembers.Ignore,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(result);
        var argument = OperationRequests.Read(request, RequestType, unknownMembers);
        var answer = await _invoke(agent.Get<TCapability>(), argument, cancellationToken).ConfigureAwait(false);
        using var writer = new Utf8JsonWriter(result);
        if (ResultType is null || answer is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, answer, ResultType);
        }
    }
}
