// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>Creates contracts with the keys of an agent.</summary>
internal sealed class AgentEthereumContracts(EthrOperations operations) : IEthereumContracts
{
    // The locks of MetaIdentityManager in seconds, as uPort had them: an hour, a day and a half, twenty minutes.
    private const int UserLock = 3_600;
    private const int AdminLock = 129_600;
    private const int AdminRate = 1_200;

    private static readonly string[] All = ["didRegistry", "claimsRegistry", "publisher", "identityRelay", "identityManager"];

    public async Task<NetworkContracts> DeployAsync(DeployContractsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network);
        var wanted = request.Contracts is { Length: > 0 } some ? some : All;
        if (wanted.FirstOrDefault(name => !All.Contains(name, StringComparer.Ordinal)) is not null)
        {
            throw EthrOperations.Invalid("contracts", $"must be of {string.Join(", ", All)}.");
        }

        var claims = network.ClaimsRegistry;
        var relay = network.IdentityManager is null || !Wants("identityManager") || Wants("identityRelay")
            ? (Address?)null
            : await EthrOperations.GetManager(network).GetRelayAsync(cancellationToken).ConfigureAwait(false);
        if (Wants("publisher") && claims is null && !Wants("claimsRegistry"))
        {
            throw EthrOperations.Invalid("contracts", "need a claimsRegistry for the publisher: the network has none.");
        }

        if (Wants("identityManager") && relay is null && !Wants("identityRelay"))
        {
            throw EthrOperations.Invalid("contracts", "need an identityRelay for the identityManager: the network has none.");
        }

        var sender = await operations.GetSenderAsync(network, request.KeyId, "keyId", cancellationToken).ConfigureAwait(false);
        var created = new List<string>();
        var registry = await CreateAsync("didRegistry", ContractArtifact.EthereumDidRegistry).ConfigureAwait(false);
        var newClaims = await CreateAsync("claimsRegistry", ContractArtifact.EthereumClaimsRegistry).ConfigureAwait(false);
        claims = newClaims ?? claims;
        var publisher = await CreateAsync("publisher", ContractArtifact.RevokeAndPublish, claims.GetValueOrDefault()).ConfigureAwait(false);
        var newRelay = await CreateAsync("identityRelay", ContractArtifact.IdentityRelay, Address.Zero).ConfigureAwait(false);
        relay = newRelay ?? relay;
        var manager = await CreateAsync(
            "identityManager", ContractArtifact.MetaIdentityManager, UserLock, AdminLock, AdminRate, relay.GetValueOrDefault()).ConfigureAwait(false);
        return new NetworkContracts
        {
            Network = network.Name,
            ChainId = (long)network.ChainId,
            Registry = registry?.ToString(),
            ClaimsRegistry = newClaims?.ToString(),
            Publisher = publisher?.ToString(),
            IdentityManager = manager?.ToString(),
            IdentityRelay = newRelay?.ToString(),
        };

        bool Wants(string name) => wanted.Contains(name, StringComparer.Ordinal);

        async ValueTask<Address?> CreateAsync(string name, ContractArtifact artifact, params AbiValue[] arguments)
        {
            if (!Wants(name))
            {
                return null;
            }

            try
            {
                var address = await artifact.DeployAsync(sender, arguments, cancellationToken).ConfigureAwait(false);
                created.Add($"{name} {address}");
                return address;
            }
            catch (SutiException exception) when (created.Count > 0)
            {
                // What was paid for must not be lost.
                throw new SutiException(exception.Code, $"{exception.Message} Created before: {string.Join(", ", created)}.", exception);
            }
        }
    }

    public async Task<NetworkContracts> GetAsync(ContractsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network);
        var missing = new List<string>();
        foreach (var (name, address) in ((string, Address?)[])
            [
                ("registry", network.Registry), ("claimsRegistry", network.ClaimsRegistry),
                ("publisher", network.Publisher), ("identityManager", network.IdentityManager),
            ])
        {
            if (address is { } one && (await network.Client.GetCodeAsync(one, cancellationToken: cancellationToken).ConfigureAwait(false)).Length == 0)
            {
                missing.Add(name);
            }
        }

        var relay = network.IdentityManager is not null && !missing.Contains("identityManager")
            ? await EthrOperations.GetManager(network).GetRelayAsync(cancellationToken).ConfigureAwait(false)
            : (Address?)null;
        return new NetworkContracts
        {
            Network = network.Name,
            ChainId = (long)network.ChainId,
            Registry = network.Registry.ToString(),
            ClaimsRegistry = network.ClaimsRegistry?.ToString(),
            Publisher = network.Publisher?.ToString(),
            IdentityManager = network.IdentityManager?.ToString(),
            IdentityRelay = relay?.ToString(),
            Missing = missing.Count == 0 ? null : [.. missing],
        };
    }

    public async Task<EthereumAccount> GetAccountAsync(EthereumAccountRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network);
        var signer = await operations.GetSignerAsync(request.KeyId, "keyId", cancellationToken).ConfigureAwait(false);
        var account = Address.FromPublicKey(signer.PublicKey);
        var balance = await network.Client.GetBalanceAsync(account, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new EthereumAccount { Network = network.Name, Account = account.ToString(), Balance = balance.ToString() };
    }
}
