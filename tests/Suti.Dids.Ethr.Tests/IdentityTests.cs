// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>The contracts of identities and claims, as .NET uses them on a real chain.</summary>
[Trait("Category", "Contracts")]
public sealed class IdentityTests(EthrChain chain) : IClassFixture<EthrChain>
{
    private static readonly AbiFunction SignedHash = AbiFunction.Parse("function signedHash(bytes32 hash) view returns (bytes32)");
    [Fact]
    public async Task Identity_CreatedRelayedRecovered_StaysTheSame()
    {
        using var ownerKey = PrivateKey.Generate(KeyType.Secp256k1);
        using var recoveryKey = PrivateKey.Generate(KeyType.Secp256k1);
        using var nextKey = PrivateKey.Generate(KeyType.Secp256k1);
        var (manager, relay) = await DeployAsync();
        var recovery = Address.FromPublicKey(recoveryKey.PublicKey);
        var identity = await manager.CreateAsync(chain.Payer, Address.FromPublicKey(ownerKey.PublicKey), recovery);
        Assert.Equal(recovery, await manager.GetRecoveryKeyAsync(identity));

        // The identity has a DID of its own. Its owner has no ether: the payer of the fixture carries what it signs.
        var attribute = EthrAttribute.OfService("Hub", "https://hub.example");
        var change = EthrAction.SetAttribute(attribute, TimeSpan.FromDays(1)).ToCall(chain.Network.Registry, identity);
        await relay.ExecuteAsync(ownerKey, manager.Forward(identity, change), chain.Payer);
        var did = EthrIdentifier.Create(identity, "development");
        Assert.Equal("Hub", Assert.Single((await chain.Method().ResolveAsync(did, new(), default)).GetDocument().Services).Types[0]);

        // The owner's key is lost: the recovery key names another one, which acts when its lock has passed.
        var next = Address.FromPublicKey(nextKey.PublicKey);
        await relay.ExecuteAsync(recoveryKey, manager.AddOwnerFromRecovery(identity, next), chain.Payer);
        Assert.False(await manager.IsOwnerAsync(identity, next));
        var revoke = manager.Forward(identity, EthrAction.RevokeAttribute(attribute).ToCall(chain.Network.Registry, identity));
        var early = await Assert.ThrowsAsync<SutiException>(() => relay.ExecuteAsync(nextKey, revoke, chain.Payer).AsTask());
        Assert.Equal(EthereumErrorCodes.Reverted, early.Code);
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(3600));
        Assert.True(await manager.IsOwnerAsync(identity, next));
        Assert.False(await manager.IsOlderOwnerAsync(identity, next));
        await relay.ExecuteAsync(nextKey, revoke, chain.Payer);
        Assert.Empty((await chain.Method().ResolveAsync(did, new(), default)).GetDocument().Services);
    }

    [Fact]
    public async Task Relay_RequestSentTwice_IsRefused()
    {
        using var ownerKey = PrivateKey.Generate(KeyType.Secp256k1);
        var (manager, relay) = await DeployAsync();
        var owner = Address.FromPublicKey(ownerKey.PublicKey);
        var identity = await manager.CreateAsync(chain.Payer, owner, owner);
        var target = EthrAction.AddDelegate("veriKey", owner, TimeSpan.FromDays(1)).ToCall(chain.Network.Registry, identity);
        var signed = await relay.SignAsync(ownerKey, manager.Forward(identity, target));
        await chain.Payer.ExecuteAsync(signed);
        var exception = await Assert.ThrowsAsync<SutiException>(() => chain.Payer.ExecuteAsync(signed).AsTask());
        Assert.Contains("bad_nonce", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migration_AfterItsLock_MovesTheIdentity()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var (owner, manager, next, identity) = await BeginMigrationAsync(key);
        await owner.ExecuteAsync(manager.CancelMigration(identity));
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await owner.ExecuteAsync(manager.InitiateMigration(identity, next.Address));
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(129601));
        await owner.ExecuteAsync(manager.FinalizeMigration(identity));
        Assert.False(await manager.IsOwnerAsync(identity, owner.Account));
        Assert.Equal(Address.Zero, await manager.GetRecoveryKeyAsync(identity));
    }

    [Fact]
    public async Task Registration_BeforeTheMigration_GivesTheIdentityOwnersThere()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var (owner, manager, next, identity) = await BeginMigrationAsync(key);
        await chain.Anvil.AdvanceAsync(await manager.GetAdminLockAsync() + TimeSpan.FromSeconds(1));
        await owner.ExecuteAsync(manager.Forward(identity, next.Registration(owner.Account, chain.Payer.Account)));
        await owner.ExecuteAsync(manager.FinalizeMigration(identity));
        Assert.True(await next.IsOwnerAsync(identity, owner.Account));
        await owner.ExecuteAsync(next.ForwardBatch(identity, EthrAction.AddDelegate("veriKey", owner.Account, TimeSpan.FromDays(1)).ToCall(chain.Network.Registry, identity)));
        Assert.True(await chain.Registry.IsDelegateAsync(identity, "veriKey", owner.Account));
        Assert.Equal(TimeSpan.FromSeconds(1200), await next.GetAdminRateAsync());
    }

    [Fact]
    public async Task Calls_ThatNoContractTakes_AreMisuse()
    {
        var (manager, _) = await DeployAsync();
        var account = chain.Payer.Account;
        Assert.Throws<ArgumentException>(() => manager.CreationWithCall(account, account, new EthereumCall { Data = new byte[] { 1 } }));
        Assert.Throws<ArgumentException>(() => manager.CreationWithCall(account, account, new EthereumCall { To = account, Value = 1 }));
        Assert.Throws<ArgumentException>(() => manager.ForwardBatch(account, new EthereumCall()));
        Assert.Throws<ArgumentOutOfRangeException>(() => manager.ForwardBatch(account));
    }

    [Fact]
    public async Task RelayWithAList_TakesRequestsOfThoseOnItAlone()
    {
        var open = (await DeployAsync()).Relay;
        Assert.True(await open.CanSendAsync(Address.Zero));
        var closed = new IdentityRelay(chain.Client, await ContractArtifact.IdentityRelay.DeployAsync(chain.Payer, [chain.Payer.Account]));
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = await chain.SenderAsync(key);
        Assert.False(await closed.CanSendAsync(sender.Account));
        var refused = await Assert.ThrowsAsync<SutiException>(() => sender.ExecuteAsync(closed.AllowSender(sender.Account, true)).AsTask());
        Assert.Contains("bad_actor", refused.Message, StringComparison.Ordinal);
        await chain.Payer.ExecuteAsync(closed.AllowSender(sender.Account, true));
        Assert.True(await closed.CanSendAsync(sender.Account));
        await chain.Payer.ExecuteAsync(closed.AllowSender(sender.Account, false));
        Assert.False(await closed.CanSendAsync(sender.Account));
    }

    [Fact]
    public async Task Owners_AddedRemovedAndRecoveryChanged_AreSo()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var owner = await chain.SenderAsync(key);
        var (manager, _) = await DeployAsync();
        var identity = await manager.CreateAsync(chain.Payer, owner.Account, chain.Payer.Account);
        await owner.ExecuteAsync(manager.AddOwner(identity, chain.Payer.Account));
        Assert.True(await manager.IsOwnerAsync(identity, chain.Payer.Account));
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await owner.ExecuteAsync(manager.RemoveOwner(identity, chain.Payer.Account));
        Assert.False(await manager.IsOwnerAsync(identity, chain.Payer.Account));
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(1201));
        await owner.ExecuteAsync(manager.ChangeRecovery(identity, owner.Account));
        Assert.Equal(owner.Account, await manager.GetRecoveryKeyAsync(identity));
    }

    [Fact]
    public async Task ContractSignatures_OfIdentities_AreJudgedByTheirOwners()
    {
        using var ownerKey = PrivateKey.Generate(KeyType.Secp256k1);
        using var otherKey = PrivateKey.Generate(KeyType.Secp256k1);
        var (manager, _) = await DeployAsync();
        var identity = await manager.CreateAsync(chain.Payer, Address.FromPublicKey(ownerKey.PublicKey), Address.FromPublicKey(otherKey.PublicKey));
        var verifier = new ContractSignatureVerifier(chain.Client);
        var digest = Eip191.HashMessage("hello");
        var signed = (await chain.Client.CallAsync(identity, SignedHash, [digest]))[0].AsBytes();
        Assert.True(await verifier.VerifyAsync(identity, digest, EthereumSignature.Sign(ownerKey, signed).ToBytes()));
        Assert.False(await verifier.VerifyAsync(identity, digest, EthereumSignature.Sign(otherKey, signed).ToBytes()));
        Assert.False(await verifier.VerifyAsync(identity, digest, EthereumSignature.Sign(ownerKey, digest).ToBytes()));

        // An account of a key is judged by the key.
        var account = Address.FromPublicKey(ownerKey.PublicKey);
        Assert.True(await verifier.VerifyAsync(account, digest, EthereumSignature.Sign(ownerKey, digest).ToBytes()));
        Assert.False(await verifier.VerifyAsync(account, digest, EthereumSignature.Sign(otherKey, digest).ToBytes()));
        Assert.False(await verifier.VerifyAsync(Address.Zero, digest, new byte[65]));
        Assert.False(await verifier.VerifyAsync(account, digest, new byte[3]));
    }

    [Fact]
    public async Task ContractSignatures_OfContractsToBe_AreJudgedByTheirCode()
    {
        // A contract that agrees to all, one that answers nonsense, and one that reverts; made by the factory that anvil has from the start.
        Assert.True(await VerifyToBe("631626ba7e60e01b5f5260205ff3"));
        Assert.False(await VerifyToBe("63ffffffff60e01b5f5260205ff3"));
        Assert.False(await VerifyToBe("5f5ffd"));
        Assert.False(await VerifyToBe("631626ba7e60e01b5f5260205ff3", other: true));

        async Task<bool> VerifyToBe(string runtime, bool other = false)
        {
            var factory = Address.Parse("0x4e59b44847b379578588920cA78FbF26c0B4956C");
            var code = Convert.FromHexString(runtime);
            byte[] init = [0x60, (byte)code.Length, 0x60, 0x0b, 0x5f, 0x39, 0x60, (byte)code.Length, 0x5f, 0xf3, 0x00, .. code];
            var account = ContractAddress.OfCreate2(factory, UInt256.One, init);
            byte[] making = [.. UInt256.One.ToBigEndian(), .. init];
            byte[] wrapped =
            [
                .. AbiCodec.Encode(AbiType.Parse("(address,bytes,bytes)"), factory, making, new byte[] { 1 }),
                .. Hex.Decode("6492649264926492649264926492649264926492649264926492649264926492"),
            ];
            var judged = await new ContractSignatureVerifier(chain.Client).VerifyAsync(
                other ? ContractAddress.OfCreate2(factory, UInt256.Zero, init) : account, new byte[32], wrapped);
            Assert.Empty(await chain.Client.GetCodeAsync(account));
            return judged;
        }
    }

    [Fact]
    public async Task Claims_SetAndRemovedByTheSubject_AreFoundByTheirIssuer()
    {
        var registry = new ClaimsRegistry(chain.Client, await ContractArtifact.EthereumClaimsRegistry.DeployAsync(chain.Payer, []));
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var subject = await chain.SenderAsync(key);
        await chain.Payer.ExecuteAsync(registry.SetClaim(subject.Account, 5, 7));
        Assert.Equal((UInt256)7, await registry.GetClaimAsync(chain.Payer.Account, subject.Account, 5));
        await subject.ExecuteAsync(registry.RemoveClaim(chain.Payer.Account, subject.Account, 5));
        Assert.Equal(UInt256.Zero, await registry.GetClaimAsync(chain.Payer.Account, subject.Account, 5));
        Assert.Equal([(UInt256?)7, null], (await registry.FindAsync(chain.Payer.Account, null)).Select(claim => claim.Value));
        Assert.Equal(2, (await registry.FindAsync(null, subject.Account, 5)).Count);
        Assert.Empty(await registry.FindAsync(subject.Account, null));
    }

    private async Task<(TransactionSender Owner, IdentityManager Manager, IdentityManager Next, Address Identity)> BeginMigrationAsync(PrivateKey key)
    {
        var owner = await chain.SenderAsync(key);
        var (manager, _) = await DeployAsync();
        var (next, _) = await DeployAsync();
        var identity = await manager.CreateAsync(chain.Payer, owner.Account, chain.Payer.Account);
        await owner.ExecuteAsync(manager.InitiateMigration(identity, next.Address));
        return (owner, manager, next, identity);
    }

    private async Task<(IdentityManager Manager, IdentityRelay Relay)> DeployAsync()
    {
        var relay = await ContractArtifact.IdentityRelay.DeployAsync(chain.Payer, [Address.Zero]);
        var manager = await ContractArtifact.MetaIdentityManager.DeployAsync(chain.Payer, [3600, 129600, 1200, relay]);
        return (new IdentityManager(chain.Client, manager), new IdentityRelay(chain.Client, relay));
    }
}
