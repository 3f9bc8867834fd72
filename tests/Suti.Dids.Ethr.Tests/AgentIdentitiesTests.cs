// SPDX-License-Identifier: Apache-2.0

using Suti.Agent;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Identities by the operations of an agent.</summary>
public sealed class AgentIdentitiesTests(ChainAgent house) : IClassFixture<ChainAgent>
{
    private static readonly Address Somebody = Address.Parse("0x00000000000000000000000000000000000000a1");

    private IIdentities Identities => house.Agent.Identities;

    [Fact]
    public async Task Create_WithANewKeyAndAPayer_GivesAnIdentityOfThatKey()
    {
        var made = await Identities.CreateAsync(new() { RecoveryKey = Somebody.ToString(), PayerKeyId = ChainAgent.Payer });
        Assert.Equal("development", made.Transaction.Network);
        Assert.StartsWith("did:ethr:development:0x", made.Did, StringComparison.Ordinal);
        var shown = await Identities.GetAsync(new() { Identity = made.Did });
        Assert.Equal((made.Identity, Somebody.ToString(), "0"), (shown.Identity, shown.RecoveryKey, shown.Balance));
        Assert.True(Assert.Single(shown.Owners) is { CanAct: true, CanChangeOwners: true });
        Assert.Null(shown.Migration);

        // The new key has no ether; the relay carries what it signs.
        var forwarded = await Identities.ForwardAsync(new()
        {
            Identity = made.Identity,
            To = house.Network.Registry.ToString(),
            Function = "function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity)",
            Arguments = [made.Identity, "0x7665726942797465730000000000000000000000000000000000000000000000", Somebody.ToString(), "3600"],
            KeyId = made.KeyId!,
            PayerKeyId = ChainAgent.Payer,
        });
        Assert.True(forwarded.GasUsed > 0);
        Assert.True(await house.Chain.Registry.IsDelegateAsync(Address.Parse(made.Identity), "veriBytes", Somebody));
        var alone = await Code(Identities.ForwardAsync(new() { Identity = made.Identity, To = Somebody.ToString(), KeyId = made.KeyId! }));
        Assert.Equal(EthereumErrorCodes.InsufficientFunds, alone);
    }

    [Fact]
    public async Task Owners_AddedAndRemoved_AreListedSo()
    {
        var owner = await house.CreateKeyAsync(house.Agent, "o1");
        var second = await house.CreateKeyAsync(house.Agent, "o2");
        var made = await Identities.CreateAsync(new() { KeyId = "o1", RecoveryKey = Somebody.ToString() });
        Assert.Equal("o1", made.KeyId);
        await Identities.AddOwnerAsync(new() { Identity = made.Did, Account = second.ToString(), KeyId = "o1" });
        Assert.Equal([owner.ToString(), second.ToString()], (await Identities.GetAsync(new() { Identity = made.Did })).Owners.Select(one => one.Account));

        // Too early for the rate of the contract; the reason is told, and nothing is spent.
        var early = await Assert.ThrowsAsync<SutiException>(() => Identities.RemoveOwnerAsync(new() { Identity = made.Did, Account = second.ToString(), KeyId = "o1" }));
        Assert.Equal(EthereumErrorCodes.Reverted, early.Code);
        Assert.Contains("too_soon", early.Message, StringComparison.Ordinal);
        await house.Chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await Identities.RemoveOwnerAsync(new() { Identity = made.Did, Account = second.ToString(), KeyId = "o1" });
        Assert.Equal(owner.ToString(), Assert.Single((await Identities.GetAsync(new() { Identity = made.Did })).Owners).Account);
        await house.Chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await Identities.ChangeRecoveryAsync(new() { Identity = made.Did, Account = second.ToString(), KeyId = "o1" });
        Assert.Equal(second.ToString(), (await Identities.GetAsync(new() { Identity = made.Did })).RecoveryKey);
    }

    [Fact]
    public async Task Recover_ByTheRecoveryKeyAndAPayer_ActsAfterTheLock()
    {
        var recovery = await house.CreateKeyAsync(house.Agent, "r1", isFunded: false);
        var next = await house.CreateKeyAsync(house.Agent, "r2", isFunded: false);
        var made = await Identities.CreateAsync(new() { Owner = Somebody.ToString(), RecoveryKey = recovery.ToString(), PayerKeyId = ChainAgent.Payer });
        Assert.Null(made.KeyId);
        await Identities.RecoverAsync(new() { Identity = made.Did, Account = next.ToString(), KeyId = "r1", PayerKeyId = ChainAgent.Payer });
        var added = (await Identities.GetAsync(new() { Identity = made.Did })).Owners[1];
        Assert.Equal((next.ToString(), false, false), (added.Account, added.CanAct, added.CanChangeOwners));
        await house.Chain.Anvil.FundAsync(made.Identity);
        var forward = new ForwardRequest { Identity = made.Did, To = Somebody.ToString(), Value = "5", KeyId = "r2", PayerKeyId = ChainAgent.Payer };
        var early = await Assert.ThrowsAsync<SutiException>(() => Identities.ForwardAsync(forward));
        Assert.Contains("not_owner", early.Message, StringComparison.Ordinal);
        await house.Chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(3601));
        var before = await house.Chain.Client.GetBalanceAsync(Somebody);
        await Identities.ForwardAsync(forward);
        Assert.Equal(before + 5, await house.Chain.Client.GetBalanceAsync(Somebody));
        Assert.True((await Identities.GetAsync(new() { Identity = made.Did })).Owners[1].CanAct);
    }

    [Fact]
    public async Task Migration_AnnouncedCanceledAndFinished_IsShown()
    {
        await house.CreateKeyAsync(house.Agent, "m1");
        var made = await Identities.CreateAsync(new() { KeyId = "m1", RecoveryKey = Somebody.ToString() });
        var next = (await house.Agent.EthereumContracts.DeployAsync(new() { KeyId = ChainAgent.Payer, Contracts = ["identityManager"] })).IdentityManager!;
        var change = new IdentityChangeRequest { Identity = made.Did, KeyId = "m1" };
        Assert.Equal(EthereumErrorCodes.NoContract, await Code(Identities.InitiateMigrationAsync(new() { Identity = made.Did, Account = Somebody.ToString(), KeyId = "m1" })));
        await Identities.InitiateMigrationAsync(new() { Identity = made.Did, Account = next, KeyId = "m1" });
        Assert.Equal(next, (await Identities.GetAsync(new() { Identity = made.Did })).Migration!.NewManager);
        await Identities.CancelMigrationAsync(change);
        Assert.Null((await Identities.GetAsync(new() { Identity = made.Did })).Migration);
        await house.Chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await Identities.InitiateMigrationAsync(new() { Identity = made.Did, Account = next, KeyId = "m1" });
        Assert.Equal(EthereumErrorCodes.Reverted, await Code(Identities.FinalizeMigrationAsync(change)));
        await house.Chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(129601));
        await Identities.FinalizeMigrationAsync(change);
        Assert.Equal(EthrErrorCodes.IdentityNotFound, await Code(Identities.GetAsync(new() { Identity = made.Did })));
    }

    [Fact]
    public async Task Requests_ThatDoNotFit_NameTheirPlace()
    {
        var identity = Somebody.ToString();
        await Refused("/payerKeyId", Identities.CreateAsync(new() { RecoveryKey = identity }));
        await Refused("/recoveryKey", Identities.CreateAsync(new() { RecoveryKey = "me", KeyId = ChainAgent.Payer }));
        await Refused("/owner", Identities.CreateAsync(new() { RecoveryKey = identity, KeyId = ChainAgent.Payer, Owner = identity }));
        await Refused("/identity", Identities.GetAsync(new() { Identity = "0x1" }));
        await Refused("/value", Forward(new() { Identity = identity, To = identity, Value = "-1", KeyId = ChainAgent.Payer }));
        await Refused("/data", Forward(new() { Identity = identity, To = identity, Data = "0x1", KeyId = ChainAgent.Payer }));
        await Refused("/arguments", Forward(new() { Identity = identity, To = identity, Arguments = [], KeyId = ChainAgent.Payer }));
        await Refused("/function", Forward(new() { Identity = identity, To = identity, Function = "f(", KeyId = ChainAgent.Payer }));
        await Refused("/function", Forward(new() { Identity = identity, To = identity, Function = "f()", Data = "0x", KeyId = ChainAgent.Payer }));
        await Refused("/arguments", Forward(new() { Identity = identity, To = identity, Function = "f(bool b)", KeyId = ChainAgent.Payer }));
        foreach (var (type, text) in ((string, string)[])
            [("uint8", "-1"), ("int8", "x"), ("bool", "yes"), ("address", "0x1"), ("bytes2", "0x1"), ("uint8[]", "1")])
        {
            await Refused("/arguments/0", Forward(new() { Identity = identity, To = identity, Function = $"f({type} b)", Arguments = [text], KeyId = ChainAgent.Payer }));
        }

        await Refused("/arguments", Forward(new() { Identity = identity, To = identity, Function = "f(uint8 b)", Arguments = ["256"], KeyId = ChainAgent.Payer }));
        await house.Agent.Keys.CreateAsync(new() { Type = "Ed25519", Kid = "ed" });
        await Refused("/keyId", Forward(new() { Identity = identity, To = identity, KeyId = "ed" }));
        Assert.Equal(KeyErrorCodes.NotFound, await Code(Forward(new() { Identity = identity, To = identity, KeyId = "nobody" })));
        Assert.Equal(EthrErrorCodes.IdentityNotFound, await Code(Identities.GetAsync(new() { Identity = identity })));
        Assert.Equal(EthrErrorCodes.UnknownNetwork, await Code(Identities.GetAsync(new() { Network = "elsewhere", Identity = identity })));
        Assert.Equal(EthrErrorCodes.UnknownNetwork, await Code(Identities.GetAsync(new() { Identity = "did:ethr:elsewhere:" + identity })));

        Task<EthrTransaction> Forward(ForwardRequest request) => Identities.ForwardAsync(request);
    }

    [Fact]
    public async Task Networks_WithoutContractsOrOfAnotherChain_SaySo()
    {
        var other = house.Network with { Name = "other", ChainId = 5, IdentityManager = null, ClaimsRegistry = null, Publisher = null };
        await using var agent = await ChainAgent.BuildAsync(other);
        await house.CreateKeyAsync(agent, "k");
        var somebody = Somebody.ToString();
        Assert.Equal(EthrErrorCodes.NoContract, await Code(agent.Identities.GetAsync(new() { Identity = somebody })));
        Assert.Equal(EthrErrorCodes.NoContract, await Code(agent.ChainClaims.GetAsync(new() { Issuer = somebody, Subject = somebody, Key = "k" })));
        Assert.Equal(EthrErrorCodes.NoContract, await Code(agent.ChainClaims.LookupAsync(new() { Genesis = somebody, Key = "k" })));
        Assert.Equal(EthereumErrorCodes.WrongChain, await Code(agent.EthereumContracts.DeployAsync(new() { KeyId = "k" })));
        await Refused("/contracts", agent.EthereumContracts.DeployAsync(new() { KeyId = "k", Contracts = ["token"] }));
        await Refused("/contracts", agent.EthereumContracts.DeployAsync(new() { KeyId = "k", Contracts = ["publisher"] }));
        await Refused("/contracts", agent.EthereumContracts.DeployAsync(new() { KeyId = "k", Contracts = ["identityManager"] }));
        Assert.Null((await agent.EthereumContracts.GetAsync(new())).Missing);
        var account = await agent.EthereumContracts.GetAccountAsync(new() { KeyId = "k" });
        Assert.Equal(("other", "1000000000000000000000"), (account.Network, account.Balance));
        await using var wrong = await ChainAgent.BuildAsync(house.Network with { Publisher = Somebody });
        Assert.Equal(["publisher"], (await wrong.EthereumContracts.GetAsync(new())).Missing!);
    }

    [Fact]
    public async Task Forward_ManyAtOnceWithOnePayer_AllArrive()
    {
        await house.CreateKeyAsync(house.Agent, "f1");
        var made = await Identities.CreateAsync(new() { KeyId = "f1", RecoveryKey = Somebody.ToString() });
        await house.Chain.Anvil.FundAsync(made.Identity);
        var to = Address.Parse("0x00000000000000000000000000000000000000b2");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Identities.ForwardAsync(new() { Identity = made.Did, To = to.ToString(), Value = "1", KeyId = "f1" })));
        Assert.Equal(8, await house.Chain.Client.GetBalanceAsync(to));
    }

    [Fact]
    public async Task Create_WithASalt_IsWhereItWasPredicted()
    {
        var request = new CreateIdentityRequest { Owner = Somebody.ToString(), RecoveryKey = Somebody.ToString(), PayerKeyId = ChainAgent.Payer, Salt = "alice" };
        var predicted = await Identities.PredictAsync(request);
        Assert.False(predicted.IsCreated);

        // An address that is known can have ether before there is an identity.
        await house.Chain.Anvil.FundAsync(predicted.Identity);
        var made = await Identities.CreateAsync(request);
        Assert.Equal((predicted.Identity, predicted.Did), (made.Identity, made.Did));
        Assert.Equal("1000000000000000000000", (await Identities.GetAsync(new() { Identity = made.Did })).Balance);
        Assert.True((await Identities.PredictAsync(request)).IsCreated);
        Assert.Equal(EthrErrorCodes.IdentityExists, await Code(Identities.CreateAsync(request)));

        // Another payer, owner or salt leads elsewhere.
        await house.CreateKeyAsync(house.Agent, "p1");
        Assert.NotEqual(predicted.Identity, (await Identities.PredictAsync(request with { PayerKeyId = "p1" })).Identity);
        Assert.NotEqual(predicted.Identity, (await Identities.PredictAsync(request with { Owner = null, KeyId = "p1", PayerKeyId = ChainAgent.Payer })).Identity);
        Assert.NotEqual(predicted.Identity, (await Identities.PredictAsync(request with { Salt = "0x" + new string('1', 64) })).Identity);
    }

    [Fact]
    public async Task Create_WithACall_MakesItAsTheIdentity()
    {
        var call = new IdentityCall
        {
            To = house.Network.ClaimsRegistry!.Value.ToString(),
            Function = "setSelfClaim(bytes32 key, bytes32 value)",
            Arguments = ["0x" + new string('1', 64), "0x" + new string('2', 64)],
        };
        var request = new CreateIdentityRequest { KeyId = ChainAgent.Payer, RecoveryKey = Somebody.ToString(), Call = call };
        var made = await Identities.CreateAsync(request);
        var claim = await house.Agent.ChainClaims.GetAsync(new() { Issuer = made.Identity, Subject = made.Identity, Key = "0x" + new string('1', 64) });
        Assert.Equal("0x" + new string('2', 64), claim!.Value);
        var refused = await Assert.ThrowsAsync<SutiException>(() => Identities.CreateAsync(request with { Call = call with { To = Somebody.ToString() } }));
        Assert.Equal(EthereumErrorCodes.Reverted, refused.Code);
        Assert.Contains("no_code", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardBatch_MakesAllCallsOrNone()
    {
        await house.CreateKeyAsync(house.Agent, "b1");
        var made = await Identities.CreateAsync(new() { KeyId = "b1", RecoveryKey = Somebody.ToString() });
        await house.Chain.Anvil.FundAsync(made.Identity);
        var first = Address.Parse("0x00000000000000000000000000000000000000c1");
        var second = Address.Parse("0x00000000000000000000000000000000000000c2");
        var request = new ForwardBatchRequest
        {
            Identity = made.Did,
            Calls = [new() { To = first.ToString(), Value = "3" }, new() { To = second.ToString(), Value = "4" }],
            KeyId = "b1",
            PayerKeyId = ChainAgent.Payer,
        };
        await Identities.ForwardBatchAsync(request);
        Assert.Equal(3, await house.Chain.Client.GetBalanceAsync(first));
        Assert.Equal(4, await house.Chain.Client.GetBalanceAsync(second));
        var failing = request with { Calls = [request.Calls[0], new() { To = second.ToString(), Data = "0x01" }] };
        Assert.Equal(EthereumErrorCodes.Reverted, await Code(Identities.ForwardBatchAsync(failing)));
        Assert.Equal(3, await house.Chain.Client.GetBalanceAsync(first));
        var poor = await Assert.ThrowsAsync<SutiException>(() => Identities.ForwardBatchAsync(request with { Calls = [request.Calls[0], new() { To = first.ToString(), Value = "999999999999999999991" }] }));
        Assert.Equal(EthereumErrorCodes.InsufficientFunds, poor.Code);
        Assert.EndsWith("has 999999999999999999993 wei, which is less than the 999999999999999999994 that go with the call.", poor.Message, StringComparison.Ordinal);
        await Refused("/calls", Identities.ForwardBatchAsync(request with { Calls = [] }));
        await Refused("/calls", Identities.ForwardBatchAsync(request with { Calls = [.. Enumerable.Repeat(request.Calls[0], 101)] }));
        await Refused("/calls/1/value", Identities.ForwardBatchAsync(request with { Calls = [request.Calls[0], new() { To = first.ToString(), Value = "x" }] }));
        await Refused("/calls/0/to", Identities.ForwardBatchAsync(request with { Calls = [new() { To = "x" }] }));
        await Refused("/calls/0/arguments/0", Identities.ForwardBatchAsync(request with { Calls = [new() { To = first.ToString(), Function = "f(bool b)", Arguments = ["x"] }] }));
    }

    [Fact]
    public async Task CreateAndPredict_RequestsThatDoNotFit_NameTheirPlace()
    {
        var request = new CreateIdentityRequest { Owner = Somebody.ToString(), RecoveryKey = Somebody.ToString(), PayerKeyId = ChainAgent.Payer, Salt = "s" };
        var call = new IdentityCall { To = Somebody.ToString() };
        await Refused("/call", Identities.CreateAsync(request with { Call = call }));
        await Refused("/call/value", Identities.CreateAsync(request with { Salt = null, Call = call with { Value = "0" } }));
        await Refused("/call/to", Identities.CreateAsync(request with { Salt = null, Call = call with { To = "x" } }));
        await Refused("/salt", Identities.CreateAsync(request with { Salt = new string('s', 33) }));
        await Refused("/salt", Identities.PredictAsync(request with { Salt = null }));
        await Refused("/owner", Identities.PredictAsync(request with { KeyId = ChainAgent.Payer }));
        await Refused("/owner", Identities.PredictAsync(request with { Owner = null }));
        await Refused("/payerKeyId", Identities.PredictAsync(request with { PayerKeyId = null }));
    }

    [Fact]
    public async Task AddIdentities_WithoutDidEthr_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => AgentBuilder.Create().UseMemory().AddLocalKeys().AddIdentities().BuildAsync().AsTask());
        Assert.Contains("call AddDidEthr()", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<string> Code(Task task) => (await Assert.ThrowsAsync<SutiException>(() => task)).Code;

    private static async Task Refused(string place, Task task)
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => task);
        Assert.Equal(AgentErrorCodes.InvalidArgument, exception.Code);
        Assert.StartsWith(place + " ", exception.Message, StringComparison.Ordinal);
    }
}
