// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Suti.Dids.Ethr;

/// <summary>Adds did:ethr, identities and claims on chains to an agent.</summary>
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
            builder.Services.AddSingleton(services =>
            {
                options.Nonces ??= services.GetService<IRecordStore>() is { } store ? new RecordNonceStore(store) : null;
                return new EthrDidMethod(options);
            });
            builder.Services.AddSingleton<IDidMethod>(static services => services.GetRequiredService<EthrDidMethod>());
            return builder;
        }

        /// <summary>Adds identities that outlive their keys, on the networks of <c>AddDidEthr()</c> that have a manager of identities.</summary>
        public IAgentBuilder AddIdentities() => builder.AddEthereumCapability<IIdentities>(
            IdentitiesApi.Capability,
            "AddIdentities()",
            static services => new AgentIdentities(services.GetRequiredService<EthrOperations>(), services.GetRequiredService<IKeyRing>()));

        /// <summary>Adds claims on chains, on the networks of <c>AddDidEthr()</c> that have a registry of claims.</summary>
        public IAgentBuilder AddClaimsRegistry() => builder.AddEthereumCapability<IClaimsRegistry>(
            ClaimsRegistryApi.Capability,
            "AddClaimsRegistry()",
            static services => new AgentClaimsRegistry(services.GetRequiredService<EthrOperations>()));

        /// <summary>Adds the creation of contracts on the networks of <c>AddDidEthr()</c>.</summary>
        public IAgentBuilder AddEthereumContracts() => builder.AddEthereumCapability<IEthereumContracts>(
            EthereumContractsApi.Capability,
            "AddEthereumContracts()",
            static services => new AgentEthereumContracts(services.GetRequiredService<EthrOperations>()));

        private IAgentBuilder AddEthereumCapability<T>(AgentCapability capability, string owner, Func<IServiceProvider, T> create)
            where T : class
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.Require(DidAgentBuilderExtensions.MethodClaim, "ethr", owner, "call AddDidEthr().");
            builder.Plan.AddCapability(capability, owner);
            builder.Services.TryAddScoped(static services => new EthrOperations(services.GetRequiredService<EthrDidMethod>(), services.GetRequiredService<IKeyRing>()));
            builder.Services.TryAddScoped(create);
            return builder;
        }
    }
}
