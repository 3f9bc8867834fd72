// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Agent;
using Suti.Crypto;
using Suti.Dids;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>An agent whose private keys are in another process: the interface of key management needs no key in ours.</summary>
public sealed class VaultKeysInterop : IDisposable
{
    private readonly InteropPeer _peer = new("vault.mjs");

    public void Dispose() => _peer.Dispose();

    [Fact]
    public async Task Did_WithAKeyInTheVault_SignsAndIsDeleted()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await BuildAsync(cancellation);
        var did = await agent.Dids.CreateAsync("key", cancellationToken: cancellation);
        Assert.Equal("vault", did.Keys[0].Kms);
        var signature = await agent.Keys.SignAsync(new() { KeyRef = did.Keys[0].Kid, Algorithm = "EdDSA", Data = "hello" }, cancellation);
        var key = PublicKey.Import(KeyType.Ed25519, Hex.Decode(did.Keys[0].PublicKeyHex));
        Assert.True(SignatureAlgorithm.Ed25519.Verify(key, "hello"u8, Base64Url.Decode(signature)));
        var signer = Assert.Single(await agent.Get<ISignerProvider>().GetSignersAsync(
            Did.Parse(did.Did), VerificationRelationship.AssertionMethod, cancellation));
        var other = await signer.Signer.SignAsync(SignatureAlgorithm.Ed25519, "x"u8.ToArray(), cancellation);
        Assert.True(SignatureAlgorithm.Ed25519.Verify(key, "x"u8, other));
        await agent.Dids.DeleteAsync(new() { Did = did.Did }, cancellation);
        Assert.Null(_peer.Call("open", new() { ["id"] = did.Keys[0].Kid }));
    }

    [Fact]
    public async Task Ethereum_KeyInTheVault_SignsMessagesAndTransactions()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await BuildAsync(cancellation);
        var key = await agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kid = "mine" }, cancellation);
        var account = Address.FromPublicKey(PublicKey.Import(KeyType.Secp256k1, Hex.Decode(key.PublicKeyHex), PublicKeyFormat.Uncompressed));
        var signature = await agent.Keys.SignAsync(new() { KeyRef = "mine", Algorithm = "eth_signMessage", Data = "hello" }, cancellation);
        Assert.True(EthereumSignature.TryRead(Hex.DecodePrefixed(signature), out var read) && read.IsOf(account, Eip191.HashMessage("hello"u8)));
        var transaction = JsonElement.Parse(
            """{"to":"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045","gasLimit":21000,"chainId":1,"maxFeePerGas":2,"maxPriorityFeePerGas":1}""");
        var signed = await agent.Keys.SignEthereumTransactionAsync(new() { Kid = "mine", Transaction = transaction }, cancellation);
        Assert.Equal(account, SignedTransaction.Parse(Hex.DecodePrefixed(signed)).Sender);
    }

    [Fact]
    public async Task Jwe_ForAKeyInTheVault_IsReadThroughIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await BuildAsync(cancellation);
        var key = await agent.Keys.CreateAsync(new() { Type = "X25519" }, cancellation);
        var jwe = await agent.Keys.EncryptJweAsync(
            new() { Kid = key.Kid, To = new() { Type = "X25519", PublicKeyHex = key.PublicKeyHex }, Data = "secret" }, cancellation);
        Assert.Equal("secret", await agent.Keys.DecryptJweAsync(new() { Kid = key.Kid, Data = jwe }, cancellation));
    }

    [Fact]
    public async Task Vault_WhatItCannotDo_IsRefusedWithACode()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var agent = await BuildAsync(cancellation);
        var failure = await Assert.ThrowsAsync<SutiException>(() => agent.Keys.CreateAsync(new() { Type = "Secp256r1" }, cancellation));
        Assert.Equal(KeyErrorCodes.Unsupported, failure.Code);
        failure = await Assert.ThrowsAsync<SutiException>(() =>
            agent.Keys.ImportAsync(new() { Type = "Ed25519", PrivateKeyHex = new string('1', 64) }, cancellation));
        Assert.Equal(KeyErrorCodes.Unsupported, failure.Code);
    }

    private ValueTask<IAgent> BuildAsync(CancellationToken cancellation) =>
        AgentBuilder.Create().UseMemory().AddKeys("vault", _ => new VaultKeys(_peer)).AddDidKey().BuildAsync(cancellation);
}
