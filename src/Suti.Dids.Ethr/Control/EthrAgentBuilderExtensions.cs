// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;

namespace Suti.Dids.Ethr;

/// <summary>Adds did:ethr to an agent.</summary>
public static class EthrAgentBuilderExtensions
{
    extension(IAgentBuilder builder)
    {
        /// <summary>Adds did:ethr on the networks that are configured. Nonces are kept among the records of the agent.</summary>
        /// <exception cref="ArgumentException">Two networks have the same name or chain.</exception>
        public IAgentBuilder AddDidEthr(Action<EthrDidOptions> configure)
        {
            ArgumentNullException.ThrowIfNull(configure);
            var options = new EthrDidOptions();
            configure(options);
            var method = new EthrDidMethod(options);
            builder.Plan.Claim(DidAgentBuilderExtensions.MethodClaim, method.Name, "AddDidEthr()");
            if (options.Nonces is null)
            {
                builder.Plan.AddRecordKind(RecordNonceStore.Kind);
            }

            // The records of the agent are there when it is built; what is wrong with the options is said before.
            builder.Services.AddSingleton<IDidMethod>(services =>
            {
                options.Nonces ??= services.GetService<IRecordStore>() is { } store ? new RecordNonceStore(store) : null;
                return new EthrDidMethod(options);
            });
            return builder;
        }
    }
}
