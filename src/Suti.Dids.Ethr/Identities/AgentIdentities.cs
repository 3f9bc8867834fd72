// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>Identities with the keys of an agent.</summary>
internal sealed class AgentIdentities(EthrOperations operations, IKeyRing keys) : IIdentities
{
    private const int MaxCalls = 100;

    public async Task<CreatedIdentity> CreateAsync(CreateIdentityRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.RecoveryKey, request.Owner);
        var manager = EthrOperations.GetManager(network);
        var recovery = EthrOperations.ReadAddress(network, request.RecoveryKey, "recoveryKey");
        var payerKeyId = request.PayerKeyId ?? request.KeyId
            ?? throw EthrOperations.Invalid("payerKeyId", "must be there where no keyId is: a new key has nothing to pay with.");
        if (request.Owner is not null && request.KeyId is not null)
        {
            throw EthrOperations.Invalid("owner", "cannot be there together with a keyId.");
        }

        if (request.Call is not null && request.Salt is not null)
        {
            throw EthrOperations.Invalid("call", "cannot be there together with a salt.");
        }

        var sender = await operations.GetSenderAsync(network, payerKeyId, "payerKeyId", cancellationToken).ConfigureAwait(false);
        Func<Address, EthereumCall> creation = request switch
        {
            { Salt: { } salt } => owner => manager.CreationWithSalt(owner, recovery, ReadSalt(salt)),
            { Call: { } call } => owner => manager.CreationWithCall(owner, recovery, ReadFirst(network, call)),
            _ => owner => manager.Creation(owner, recovery),
        };

        // What is wrong with the request is known before a key is made for it.
        creation(recovery);
        var (owner, keyId) = await GetOwnerAsync(network, request, cancellationToken).ConfigureAwait(false);
        if (request.Salt is { } chosen)
        {
            var predicted = await PredictAsync(network, manager, sender.Account, owner, recovery, ReadSalt(chosen), cancellationToken).ConfigureAwait(false);
            if (predicted.IsCreated)
            {
                throw new SutiException(EthrErrorCodes.IdentityExists, $"There is an identity of that salt, payer, owner and recovery key already: {predicted.Identity}.");
            }
        }

        var receipt = await sender.ExecuteAsync(creation(owner), cancellationToken: cancellationToken).ConfigureAwait(false);
        var identity = manager.FindCreated(receipt);
        return new CreatedIdentity
        {
            Identity = identity.ToString(),
            Did = EthrIdentifier.Create(identity, network.Name).ToString(),
            KeyId = keyId,
            Transaction = EthrOperations.Describe(network, receipt),
        };
    }

    public async Task<PredictedIdentity> PredictAsync(CreateIdentityRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = operations.GetNetwork(request.Network, request.RecoveryKey, request.Owner);
        var manager = EthrOperations.GetManager(network);
        var recovery = EthrOperations.ReadAddress(network, request.RecoveryKey, "recoveryKey");
        var salt = ReadSalt(request.Salt ?? throw EthrOperations.Invalid("salt", "must be there: without one the address is not known before."));
        if (request.Owner is null == request.KeyId is null)
        {
            throw EthrOperations.Invalid("owner", "must be there, or a keyId, and not both.");
        }

        var payer = await operations.GetSignerAsync(
            request.PayerKeyId ?? request.KeyId ?? throw EthrOperations.Invalid("payerKeyId", "must be there where no keyId is."), "payerKeyId", cancellationToken).ConfigureAwait(false);
        var (owner, _) = await GetOwnerAsync(network, request, cancellationToken).ConfigureAwait(false);
        return await PredictAsync(network, manager, Address.FromPublicKey(payer.PublicKey), owner, recovery, salt, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IdentityDescription> GetAsync(IdentityRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (network, manager, identity) = Read(request.Network, request.Identity);
        var recovery = await manager.GetRecoveryKeyAsync(identity, cancellationToken).ConfigureAwait(false);
        if (recovery.IsZero)
        {
            throw new SutiException(EthrErrorCodes.IdentityNotFound, $"The manager of identities of {network.Name} does not know {identity}.");
        }

        var owners = new List<IdentityOwner>();
        foreach (var owner in await manager.GetOwnersAsync(identity, network.FirstBlock, cancellationToken).ConfigureAwait(false))
        {
            owners.Add(new IdentityOwner
            {
                Account = owner.ToString(),
                CanAct = await manager.IsOwnerAsync(identity, owner, cancellationToken).ConfigureAwait(false),
                CanChangeOwners = await manager.IsOlderOwnerAsync(identity, owner, cancellationToken).ConfigureAwait(false),
            });
        }

        var migration = await manager.GetMigrationAsync(identity, cancellationToken).ConfigureAwait(false);
        return new IdentityDescription
        {
            Network = network.Name,
            Identity = identity.ToString(),
            Did = EthrIdentifier.Create(identity, network.Name).ToString(),
            Manager = manager.Address.ToString(),
            Owners = [.. owners],
            RecoveryKey = recovery.ToString(),
            Migration = migration is { } announced
                ? new IdentityMigration { NewManager = announced.NewManager.ToString(), FinalFrom = announced.FinalFrom.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) }
                : null,
            Balance = (await network.Client.GetBalanceAsync(identity, cancellationToken: cancellationToken).ConfigureAwait(false)).ToString(),
        };
    }

    public async Task<EthrTransaction> ForwardAsync(ForwardRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (network, manager, identity) = Read(request.Network, request.Identity);
        var call = new IdentityCall { To = request.To, Value = request.Value, Data = request.Data, Function = request.Function, Arguments = request.Arguments };
        var made = CallInput.Read(network, call);
        await CheckBalanceAsync(network, identity, made.Value.ToBigInteger(), cancellationToken).ConfigureAwait(false);
        return await ExecuteAsync(network, manager.Forward(identity, made), request.KeyId, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<EthrTransaction> ForwardBatchAsync(ForwardBatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (network, manager, identity) = Read(request.Network, request.Identity);
        if (request.Calls.Length is 0 or > MaxCalls)
        {
            throw EthrOperations.Invalid("calls", $"must be 1 to {MaxCalls}.");
        }

        var total = BigInteger.Zero;
        var calls = new EthereumCall[request.Calls.Length];
        for (var index = 0; index < calls.Length; index++)
        {
            calls[index] = CallInput.Read(network, request.Calls[index], string.Create(CultureInfo.InvariantCulture, $"calls/{index}/"));
            total += calls[index].Value.ToBigInteger();
        }

        await CheckBalanceAsync(network, identity, total, cancellationToken).ConfigureAwait(false);

        return await ExecuteAsync(network, manager.ForwardBatch(identity, calls), request.KeyId, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    public Task<EthrTransaction> AddOwnerAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, static (manager, identity, account) => manager.AddOwner(identity, account), cancellationToken);

    public Task<EthrTransaction> RemoveOwnerAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, static (manager, identity, account) => manager.RemoveOwner(identity, account), cancellationToken);

    public Task<EthrTransaction> RecoverAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, static (manager, identity, account) => manager.AddOwnerFromRecovery(identity, account), cancellationToken);

    public Task<EthrTransaction> ChangeRecoveryAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, static (manager, identity, account) => manager.ChangeRecovery(identity, account), cancellationToken);

    public async Task<EthrTransaction> InitiateMigrationAsync(IdentityAccountRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (network, _, _) = Read(request.Network, request.Identity);
        var next = EthrOperations.ReadAddress(network, request.Account, "account");

        // An identity that belongs to an account without code is one that nobody may ever hand on.
        return (await network.Client.GetCodeAsync(next, cancellationToken: cancellationToken).ConfigureAwait(false)).Length == 0
            ? throw new SutiException(EthereumErrorCodes.NoContract, $"There is no contract at {next} that could manage the identity.")
            : await ExecuteAsync(request, static (manager, identity, account) => manager.InitiateMigration(identity, account), cancellationToken).ConfigureAwait(false);
    }

    public Task<EthrTransaction> CancelMigrationAsync(IdentityChangeRequest request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, static (manager, identity) => manager.CancelMigration(identity), cancellationToken);

    public Task<EthrTransaction> FinalizeMigrationAsync(IdentityChangeRequest request, CancellationToken cancellationToken = default) =>
        ExecuteAsync(request, static (manager, identity) => manager.FinalizeMigration(identity), cancellationToken);

    /// <summary>The contract would refuse without a reason.</summary>
    private static async ValueTask CheckBalanceAsync(EthrNetwork network, Address identity, BigInteger value, CancellationToken cancellationToken)
    {
        if (value.IsZero)
        {
            return;
        }

        var balance = await network.Client.GetBalanceAsync(identity, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (balance.ToBigInteger() < value)
        {
            throw new SutiException(
                EthereumErrorCodes.InsufficientFunds,
                string.Create(CultureInfo.InvariantCulture, $"The identity {identity} has {balance} wei, which is less than the {value} that go with the call."));
        }
    }

    private static UInt256 ReadSalt(string salt) => ClaimWord.Parse(salt, "salt");

    private static EthereumCall ReadFirst(EthrNetwork network, IdentityCall call) =>
        call.Value is null ? CallInput.Read(network, call, "call/") : throw EthrOperations.Invalid("call/value", "cannot be there: a new identity has nothing.");

    private static async Task<PredictedIdentity> PredictAsync(
        EthrNetwork network, IdentityManager manager, Address creator, Address owner, Address recovery, UInt256 salt, CancellationToken cancellationToken)
    {
        var identity = await manager.PredictAsync(creator, owner, recovery, salt, cancellationToken).ConfigureAwait(false);
        var code = await network.Client.GetCodeAsync(identity, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new PredictedIdentity
        {
            Identity = identity.ToString(),
            Did = EthrIdentifier.Create(identity, network.Name).ToString(),
            IsCreated = code.Length > 0,
        };
    }

    private async ValueTask<(Address Owner, string? KeyId)> GetOwnerAsync(
        EthrNetwork network, CreateIdentityRequest request, CancellationToken cancellationToken)
    {
        if (request.Owner is { } owner)
        {
            return (EthrOperations.ReadAddress(network, owner, "owner"), null);
        }

        if (request.KeyId is { } keyId)
        {
            var signer = await operations.GetSignerAsync(keyId, "keyId", cancellationToken).ConfigureAwait(false);
            return (Address.FromPublicKey(signer.PublicKey), keyId);
        }

        var created = await keys.CreateAsync(KeyType.Secp256k1, request.Kms, cancellationToken).ConfigureAwait(false);
        return (Address.FromPublicKey(created.PublicKey), created.KeyId);
    }

    private (EthrNetwork Network, IdentityManager Manager, Address Identity) Read(string? name, string identity)
    {
        var network = operations.GetNetwork(name, identity);
        return (network, EthrOperations.GetManager(network), EthrOperations.ReadAddress(network, identity, "identity"));
    }

    private async Task<EthrTransaction> ExecuteAsync(
        IdentityAccountRequest request, Func<IdentityManager, Address, Address, EthereumCall> make, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (network, manager, identity) = Read(request.Network, request.Identity);
        var account = EthrOperations.ReadAddress(network, request.Account, "account");
        return await ExecuteAsync(network, make(manager, identity, account), request.KeyId, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EthrTransaction> ExecuteAsync(
        IdentityChangeRequest request, Func<IdentityManager, Address, EthereumCall> make, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (network, manager, identity) = Read(request.Network, request.Identity);
        return await ExecuteAsync(network, make(manager, identity), request.KeyId, request.PayerKeyId, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EthrTransaction> ExecuteAsync(
        EthrNetwork network, EthereumCall call, string keyId, string? payerKeyId, CancellationToken cancellationToken) =>
        EthrOperations.Describe(network, await operations.ExecuteAsync(network, call, keyId, payerKeyId, cancellationToken).ConfigureAwait(false));
}
