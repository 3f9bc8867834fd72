// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Credentials;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Credentials that an identity contract issues, on a real chain: no key recovers to its account, its code judges (ERC-1271).</summary>
[Trait("Category", "Contracts")]
public sealed class IdentityCredentialTests(EthrChain chain) : IClassFixture<EthrChain>
{
    private const ulong ChainId = 31337;
    private static readonly AbiFunction SignedHash = AbiFunction.Parse("function signedHash(bytes32 hash) view returns (bytes32)");

    [Fact]
    public async Task Verify_CredentialOfAnIdentity_IsJudgedByItsContract()
    {
        using var owner = PrivateKey.Generate(KeyType.Secp256k1);
        using var other = PrivateKey.Generate(KeyType.Secp256k1);
        var relay = await ContractArtifact.IdentityRelay.DeployAsync(chain.Payer, [Address.Zero]);
        var manager = new IdentityManager(chain.Client, await ContractArtifact.MetaIdentityManager.DeployAsync(chain.Payer, [3600, 129600, 1200, relay]));
        var identity = await manager.CreateAsync(chain.Payer, Address.FromPublicKey(owner.PublicKey), Address.FromPublicKey(other.PublicKey));
        var did = $"did:pkh:eip155:{ChainId}:{identity}";
        var credential = new CredentialBuilder(CredentialDataModel.V1).WithIssuer(did).ValidFrom(DateTimeOffset.UnixEpoch.AddYears(50))
            .AddSubject("did:example:alice", new JsonObject { ["name"] = "Alice" }).Build();
        var draft = await CredentialFormats.Eip712.IssueAsync(credential, new CredentialSigner(owner, did + "#blockchainAccountId"), IssueOptions.Standard, default);

        // The contract signs what it makes of the digest, so that a signature of its owner for another account is none of its own.
        var listener = new Listener();
        await VerifyAsync(draft.ToString(), listener);
        var digest = (await chain.Client.CallAsync(identity, SignedHash, [listener.Digest.ToArray()]))[0].AsBytes();

        var contracts = new ContractSignatureVerifier(chain.Client);
        Assert.True((await VerifyAsync(With(draft, owner, digest), contracts)).Verified);
        Assert.False((await VerifyAsync(With(draft, other, digest), contracts)).Verified);
        Assert.False((await VerifyAsync(draft.ToString(), contracts)).Verified);
        Assert.False((await VerifyAsync(With(draft, owner, digest), null)).Verified);
        Assert.False((await VerifyAsync(With(draft, owner, digest).Replace("Alice", "Mallo", StringComparison.Ordinal), contracts)).Verified);
    }

    private static string With(VerifiableCredential draft, PrivateKey key, byte[] digest)
    {
        var json = JsonNode.Parse(draft.ToString())!;
        json["proof"]!["proofValue"] = Hex.EncodePrefixed(EthereumSignature.Sign(key, digest).ToBytes());
        return json.ToJsonString();
    }

    private static async Task<VerificationResult> VerifyAsync(string credential, IContractSignatureVerifier? contracts) => await new CredentialVerifier(
        new DidResolver([new PkhDidMethod()]),
        new CredentialVerifierOptions
        {
            ContractSignatures = contracts is null ? new Dictionary<ulong, IContractSignatureVerifier>() : new() { [ChainId] = contracts },
        }).VerifyCredentialAsync(credential);

    private sealed class Listener : IContractSignatureVerifier
    {
        public ReadOnlyMemory<byte> Digest { get; private set; }

        public ValueTask<bool> VerifyAsync(
            Address account, ReadOnlyMemory<byte> digest, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken = default)
        {
            Digest = digest;
            return ValueTask.FromResult(false);
        }
    }
}
