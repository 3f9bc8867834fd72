// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>Carries the call of an operation to an agent elsewhere, and its result back.</summary>
public interface IAgentTransport
{
    /// <summary>Calls an operation.</summary>
    /// <exception cref="SutiException">The operation failed there, with the code it has there.</exception>
    Task<TResult> InvokeAsync<TCapability, TRequest, TResult>(
        AgentOperation<TCapability, TRequest, TResult> operation, TRequest request, CancellationToken cancellationToken)
        where TCapability : class
        where TRequest : class;
}
