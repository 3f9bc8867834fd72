// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>Adds key management systems to an agent.</summary>
public static class KeyAgentBuilderExtensions
{
    /// <summary>What a key management system claims in the plan of an agent.</summary>
    public const string KeyManagementSystemClaim = "key management system";

    extension(IAgentBuilder builder)
    {
        /// <summary>
        /// Keeps private keys in the record store of the agent, sealed. The first key management system that is added is the
        /// default.
        /// </summary>
        public IAgentBuilder AddLocalKeys(string name = "local")
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Plan.AddRecordKind(LocalKeyRecord.Kind);
            builder.Plan.Require("root key", null, "AddLocalKeys()", "give a passphrase to the store, or call UseRootKey().");
            return builder.AddKeys(
                name,
                provider => new LocalKeyManagementSystem(
                    name, provider.GetRequiredService<SpaceRecords>(), provider.GetRequiredService<RandomSource>()),
                "AddLocalKeys()");
        }

        /// <summary>Adds a key management system of your own.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="create">Creates it, once for each space that is opened.</param>
        /// <param name="owner">What adds it, as a user knows it.</param>
        public IAgentBuilder AddKeys(string name, Func<IServiceProvider, IKeyManagementSystem> create, string owner = "AddKeys()")
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentNullException.ThrowIfNull(create);
            builder.Plan.Claim(KeyManagementSystemClaim, name, owner);
            builder.Services.AddScoped(create);
            return builder;
        }
    }
}
