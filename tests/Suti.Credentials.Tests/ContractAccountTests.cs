// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Credentials.Tests;

/// <summary>EIP-712 credentials of accounts that are contracts.</summary>
public sealed class ContractAccountTests
{
    private const string Account = "0x00000000000000000000000000000000000000aa";

    private readonly PrivateKey _owner = PrivateKey.Generate(KeyType.Secp256k1);

    [Fact]
    public async Task Verify_ContractThatSigned_Verifies()
    {
        var contract = new Contract((account, digest, signature) => account == Address.Parse(Account) && digest.Length == 32 && signature.Length == 3);
        var result = await VerifyAsync(contract, "0x010203");
        Assert.True(result.Verified, result.ToString());
        Assert.Equal(1, contract.Asked);
    }

    [Fact]
    public async Task Verify_SignatureOfAKeyThatTheContractKnows_IsTheContractsToJudge()
    {
        // The owner's key does not recover to the account; the contract accepts it.
        Assert.True((await VerifyAsync(new Contract((_, _, signature) => signature.Length == 65), proofValue: null)).Verified);
        AssertFails(await VerifyAsync(new Contract((_, _, _) => false), proofValue: null), "invalid");
    }

    [Fact]
    public async Task Verify_ContractThatDidNotSign_IsRefused() => AssertFails(await VerifyAsync(new Contract((_, _, _) => false), "0x010203"), "invalid");

    [Fact]
    public async Task Verify_WithoutAContractToAsk_IsRefusedWithTheReason()
    {
        AssertFails(await VerifyAsync(null, "0x010203"), "contract-signature");
        AssertFails(await VerifyAsync(null, proofValue: null), "invalid");
    }

    [Fact]
    public async Task Verify_ContractOfAnotherChain_IsNotAsked()
    {
        var contract = new Contract((_, _, _) => true);
        AssertFails(await VerifyAsync(contract, "0x010203", chain: 5), "invalid");
        Assert.Equal(0, contract.Asked);
    }

    [Fact]
    public async Task Verify_ChainThatDoesNotAnswer_IsRefused() =>
        AssertFails(await VerifyAsync(new Contract((_, _, _) => throw new SutiException(EthereumErrorCodes.RpcUnavailable, "Down.")), "0x010203"), "chain-not-asked");

    [Fact]
    public async Task Verify_TypedDataOfAnotherChain_IsRefused() =>
        AssertFails(await VerifyAsync(new Contract((_, _, _) => true), "0x010203", signedChain: 5), "wrong-chain");

    [Fact]
    public async Task Verify_OrdinaryAccount_AsksNoContract()
    {
        var contract = new Contract((_, _, _) => false);
        var kit = FormatKit.Of(CredentialFormatNames.Eip712);
        var did = $"did:pkh:eip155:1:{Address.FromPublicKey(_owner.PublicKey)}";
        var issued = await kit.Format.IssueAsync(
            kit.Credential(did, null), new CredentialSigner(_owner, did + "#blockchainAccountId"), IssueOptions.Standard, TestContext.Current.CancellationToken);
        Assert.True((await Verifier(contract, 1).VerifyCredentialAsync(issued)).Verified);
        Assert.Equal(0, contract.Asked);
    }

    private static void AssertFails(VerificationResult result, string reason)
    {
        Assert.False(result.Verified);
        Assert.Equal(reason, result[CheckCodes.Signature]!.Reason);
    }

    private static CredentialVerifier Verifier(IContractSignatureVerifier? contract, ulong chain) => new(
        new TestResolver(),
        new CredentialVerifierOptions
        {
            Clock = new FixedClock(FormatKit.Now),
            ContractSignatures = contract is null ? new Dictionary<ulong, IContractSignatureVerifier>() : new() { [chain] = contract },
        });

    private async Task<VerificationResult> VerifyAsync(IContractSignatureVerifier? contract, string? proofValue, ulong chain = 1, int signedChain = 1)
    {
        var kit = FormatKit.Of(CredentialFormatNames.Eip712);
        var did = $"did:pkh:eip155:1:{Account}";
        var issued = await kit.Format.IssueAsync(
            kit.Credential(did, null), new CredentialSigner(_owner, did + "#blockchainAccountId"), IssueOptions.Standard, TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(issued.ToString())!;
        json["proof"]!["eip712"]!["domain"]!["chainId"] = signedChain;
        if (proofValue is not null)
        {
            json["proof"]!["proofValue"] = proofValue;
        }

        return await Verifier(contract, chain).VerifyCredentialAsync(json.ToJsonString());
    }

    private sealed class Contract(Func<Address, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, bool> judge) : IContractSignatureVerifier
    {
        public int Asked { get; private set; }

        public ValueTask<bool> VerifyAsync(
            Address account, ReadOnlyMemory<byte> digest, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken = default)
        {
            Asked++;
            return ValueTask.FromResult(judge(account, digest, signature));
        }
    }
}
