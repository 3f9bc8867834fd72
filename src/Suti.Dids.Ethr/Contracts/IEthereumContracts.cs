// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>The contracts of the house on the chains of the agent.</summary>
[AgentApi(typeof(EthrJson))]
public interface IEthereumContracts
{
    /// <summary>Creates contracts on a chain, and gives their addresses as the configuration of the network has them. They are not used before they stand there.</summary>
    [Operation("contractDeploy")]
    Task<NetworkContracts> DeployAsync(DeployContractsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives the contracts that a network is configured with, and says which of them are not there.</summary>
    [Operation("contractGet", IsReadOnly = true)]
    Task<NetworkContracts> GetAsync(ContractsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives the account of a key on a chain, and what it has to pay with.</summary>
    [Operation("ethereumAccountGet", IsReadOnly = true)]
    Task<EthereumAccount> GetAccountAsync(EthereumAccountRequest request, CancellationToken cancellationToken = default);
}
