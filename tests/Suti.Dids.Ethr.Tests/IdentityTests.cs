// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>The contracts of identities and claims, as .NET uses them on a real chain.</summary>
[Trait("Category", "Contracts")]
public sealed class IdentityTests(EthrChain chain) : IClassFixture<EthrChain>
{
    private static readonly AbiFunction CreateIdentity = AbiFunction.Parse("function createIdentity(address owner, address recoveryKey) returns (address)");
    private static readonly AbiFunction ForwardTo = AbiFunction.Parse("function forwardTo(address identity, address destination, uint256 value, bytes data)");
    private static readonly AbiFunction AddFromRecovery = AbiFunction.Parse("function addOwnerFromRecovery(address identity, address newOwner)");
    private static readonly AbiFunction IsOwner = AbiFunction.Parse("function isOwner(address identity, address key) view returns (bool)");
    private static readonly AbiFunction SignedHash = AbiFunction.Parse("function signedHash(bytes32 hash) view returns (bytes32)");
    private static readonly AbiFunction Execute = AbiFunction.Parse(
        "function execute((address from, address to, uint256 value, uint256 gas, uint256 nonce, uint256 deadline, bytes data) request, bytes signature)");

    private static readonly AbiEvent IdentityCreated =
        AbiEvent.Parse("event LogIdentityCreated(address indexed identity, address indexed creator, address owner, address indexed recoveryKey)");

    [Fact]
    public async Task Identity_CreatedRelayedRecovered_StaysTheSame()
    {
        using var ownerKey = PrivateKey.Generate(KeyType.Secp256k1);
        using var recoveryKey = PrivateKey.Generate(KeyType.Secp256k1);
        using var nextKey = PrivateKey.Generate(KeyType.Secp256k1);
        var (manager, relay) = await DeployAsync();
        var identity = await CreateAsync(manager, Address.FromPublicKey(ownerKey.PublicKey), Address.FromPublicKey(recoveryKey.PublicKey));

        // The identity has a DID of its own. Its owner has no ether: the payer of the fixture carries what it signs.
        var attribute = EthrAttribute.OfService("Hub", "https://hub.example");
        var change = EthrAction.SetAttribute(attribute, TimeSpan.FromDays(1)).ToCall(chain.Network.Registry, identity);
        var forward = ForwardTo.EncodeCall(identity, chain.Network.Registry, 0, change.Data.ToArray());
        await RelayAsync(relay, manager, ownerKey, forward, nonce: 0);
        var did = EthrIdentifier.Create(identity, "development");
        Assert.Equal("Hub", Assert.Single((await chain.Method().ResolveAsync(did, new(), default)).GetDocument().Services).Types[0]);

        // The owner's key is lost: the recovery key names another one, which acts when its lock has passed.
        var next = Address.FromPublicKey(nextKey.PublicKey);
        await RelayAsync(relay, manager, recoveryKey, AddFromRecovery.EncodeCall(identity, next), nonce: 0);
        Assert.False((await chain.Client.CallAsync(manager, IsOwner, [identity, next]))[0].AsBoolean());
        await chain.Anvil.AdvanceAsync(TimeSpan.FromSeconds(3600));
        Assert.True((await chain.Client.CallAsync(manager, IsOwner, [identity, next]))[0].AsBoolean());
        var revoke = EthrAction.RevokeAttribute(attribute).ToCall(chain.Network.Registry, identity);
        await RelayAsync(relay, manager, nextKey, ForwardTo.EncodeCall(identity, chain.Network.Registry, 0, revoke.Data.ToArray()), nonce: 0);
        Assert.Empty((await chain.Method().ResolveAsync(did, new(), default)).GetDocument().Services);
    }

    [Fact]
    public async Task ContractSignatures_OfIdentities_AreJudgedByTheirOwners()
    {
        using var ownerKey = PrivateKey.Generate(KeyType.Secp256k1);
        using var otherKey = PrivateKey.Generate(KeyType.Secp256k1);
        var (manager, _) = await DeployAsync();
        var identity = await CreateAsync(manager, Address.FromPublicKey(ownerKey.PublicKey), Address.FromPublicKey(otherKey.PublicKey));
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
        var registry = await ContractArtifact.EthereumClaimsRegistry.DeployAsync(chain.Payer, []);
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        using var subject = await chain.SenderAsync(key);
        var set = AbiFunction.Parse("function setClaim(address subject, bytes32 key, bytes32 value)");
        var remove = AbiFunction.Parse("function removeClaim(address issuer, address subject, bytes32 key)");
        var removed = AbiEvent.Parse("event ClaimRemoved(address indexed issuer, address indexed subject, bytes32 indexed key, uint256 removedAt)");
        var name = Encoding.ASCII.GetBytes("name".PadRight(32, '\0'));
        await chain.Payer.ExecuteAsync(new EthereumCall { To = registry, Data = set.EncodeCall(subject.Account, name, new byte[32].Select(_ => (byte)7).ToArray()) });
        await subject.ExecuteAsync(new EthereumCall { To = registry, Data = remove.EncodeCall(chain.Payer.Account, subject.Account, name) });
        var logs = await chain.Client.GetLogsAsync(new LogFilter
        {
            Address = registry,
            ToBlock = await chain.Client.GetBlockNumberAsync(),
            Topics = [[UInt256.FromBigEndian(removed.Topic)], [UInt256.FromBigEndian(chain.Payer.Account.ToBytes())]],
        });
        Assert.True(removed.TryDecode(Assert.Single(logs).Topics, logs[0].Data.Span, out var values));
        Assert.Equal(subject.Account, values[1].AsAddress());
    }

    private async Task<(Address Manager, Address Relay)> DeployAsync()
    {
        var relay = await ContractArtifact.IdentityRelay.DeployAsync(chain.Payer, [Address.Zero]);
        return (await ContractArtifact.MetaIdentityManager.DeployAsync(chain.Payer, [3600, 129600, 1200, relay]), relay);
    }

    private async Task<Address> CreateAsync(Address manager, Address owner, Address recovery)
    {
        var receipt = await chain.Payer.ExecuteAsync(new EthereumCall { To = manager, Data = CreateIdentity.EncodeCall(owner, recovery) });
        var log = Assert.Single(receipt.Logs, log => log.Address == manager);
        Assert.True(IdentityCreated.TryDecode(log.Topics, log.Data.Span, out var values));
        return values[0].AsAddress();
    }

    private async Task RelayAsync(Address relay, Address manager, PrivateKey key, byte[] data, int nonce)
    {
        var from = Address.FromPublicKey(key.PublicKey);
        var deadline = (await chain.Client.GetBlockAsync(BlockTag.Latest))!.Timestamp.ToUnixTimeSeconds() + 600;
        var typed = TypedData.Parse(Encoding.UTF8.GetBytes($$"""
            {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
            "Request":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"value","type":"uint256"},{"name":"gas","type":"uint256"},{"name":"nonce","type":"uint256"},{"name":"deadline","type":"uint256"},{"name":"data","type":"bytes"}]},
            "primaryType":"Request","domain":{"name":"IdentityRelay","version":"1","chainId":31337,"verifyingContract":"{{relay}}"},
            "message":{"from":"{{from}}","to":"{{manager}}","value":0,"gas":500000,"nonce":{{nonce}},"deadline":{{deadline}},"data":"{{Hex.EncodePrefixed(data)}}"} }
            """));
        var request = AbiValue.List(from, manager, 0, 500000, nonce, deadline, data);
        var call = new EthereumCall { To = relay, Data = Execute.EncodeCall(request, EthereumSignature.Sign(key, typed.Digest).ToBytes()) };
        var receipt = await chain.Payer.ExecuteAsync(call);
        var relayed = AbiEvent.Parse("event Relayed(address indexed from, address indexed to, uint256 nonce, bool success)");
        var log = receipt.Logs.Single(log => log.Address == relay);
        Assert.True(relayed.TryDecode(log.Topics, log.Data.Span, out var values) && values[3].AsBoolean());
    }
}
