// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>Identities, claims and contracts of an agent from C#.</summary>
public static class EthrAgentExtensions
{
    extension(IAgent agent)
    {
        /// <summary>The identities on chains.</summary>
        public IIdentities Identities => agent.Get<IIdentities>();

        /// <summary>The claims on chains.</summary>
        public IClaimsRegistry ChainClaims => agent.Get<IClaimsRegistry>();

        /// <summary>The contracts of the house.</summary>
        public IEthereumContracts EthereumContracts => agent.Get<IEthereumContracts>();
    }
}
