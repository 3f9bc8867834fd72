// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Adds did:ethr to an agent.</summary>
public static class EthrAgentBuilderExtensions
{
    extension(IAgentBuilder builder)
    {
        /// <summary>Adds did:ethr on the networks that are configured.</summary>
        /// <exception cref="ArgumentException">Two networks have the same name or chain.</exception>
        public IAgentBuilder AddDidEthr(Action<EthrDidOptions> configure)
        {
            ArgumentNullException.ThrowIfNull(configure);
            var options = new EthrDidOptions();
            configure(options);
            return builder.AddDidMethod(new EthrDidMethod(options), "AddDidEthr()");
        }
    }
}
