// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Suti;

/// <summary>What every agent can do.</summary>
public static class AgentExtensions
{
    extension(IAgent agent)
    {
        /// <summary>The capability with the interface <typeparamref name="TCapability"/>.</summary>
        /// <exception cref="SutiException">The agent lacks it (<see cref="AgentErrorCodes.CapabilityMissing"/>).</exception>
        public TCapability Get<TCapability>()
            where TCapability : class
        {
            ArgumentNullException.ThrowIfNull(agent);
            return agent.Find<TCapability>() ?? throw new SutiException(
                AgentErrorCodes.CapabilityMissing,
                $"This agent has no {typeof(TCapability).Name}. Add the plugin that brings it when you build the agent.");
        }

        /// <summary>
        /// Executes an operation by its name on the wire, with JSON in and JSON out. An empty request means <c>{}</c>.
        /// </summary>
        /// <exception cref="SutiException">
        /// There is no such operation (<see cref="AgentErrorCodes.UnknownOperation"/>), the request does not fit it
        /// (<see cref="AgentErrorCodes.InvalidArgument"/>), or the operation failed.
        /// </exception>
        public async ValueTask<byte[]> ExecuteAsync(
            string operation,
            ReadOnlyMemory<byte> request = default,
            UnknownMembers unknownMembers = UnknownMembers.Ignore,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(agent);
            ArgumentNullException.ThrowIfNull(operation);
            if (!agent.Operations.TryGet(operation, out var found))
            {
                throw agent.Operations.NotFound(operation);
            }

            var result = new ArrayBufferWriter<byte>();
            await found.InvokeAsync(agent, request, result, unknownMembers, cancellationToken).ConfigureAwait(false);
            return result.WrittenSpan.ToArray();
        }
    }
}
