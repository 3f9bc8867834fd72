// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Dids.Tests;

/// <summary>The examples of the text of did:pkh, and its algorithm for documents ("Read (Resolve)").</summary>
public sealed class PkhDidMethodTests
{
    private const string Recovery = "EcdsaSecp256k1RecoveryMethod2020";

    private static readonly DidResolver Resolver = new([new PkhDidMethod()]);

    [Theory]
    [InlineData("bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6", Recovery)]
    [InlineData("bip122:1a91e3dace36e2be3bf030a65679fe82:DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", Recovery)]
    [InlineData("eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8a", Recovery)]
    [InlineData("eip155:42220:0xa0ae58da58dfa46fa55c3b86545e7065f90ff011", Recovery)]
    [InlineData("eip155:137:0x4e90e8a8191c1c23a24a598c3ab4fb47ce926ff5", Recovery)]
    [InlineData("solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:CKg5d12Jhpej1JqtmxLJgaFqqeYjxgPqToJ4LBdvG9Ev", "Ed25519VerificationKey2018")]
    [InlineData("tezos:NetXdQprcVkpaWU:tz1TzrmTBSuiVHV2VfMnGRMYvTEPCP42oSM8", "Ed25519PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021")]
    [InlineData("tezos:NetXdQprcVkpaWU:tz2BFTyPeYRzxd5aiBchbXN3WCZhx7BqbMBq", Recovery)]
    [InlineData("tezos:NetXdQprcVkpaWU:tz3agP9LGe2cXmKQyYn6T68BHKjjktDbbSWX", "P256PublicKeyBLAKE2BDigestSize20Base58CheckEncoded2021")]
    [InlineData("arweave:7wIU:kY9RAgTJEImkBpiKgVeXrsGV02T-D4dI3ZvSpnn7HSk", "BlockchainVerificationMethod2021")]
    public async Task ResolveAsync_AccountOfEachChain_HasTheDocumentOfTheText(string account, string type)
    {
        var did = "did:pkh:" + account;
        Assert.Equal(did, PkhDidMethod.Create(BlockchainAccount.Parse(account)).ToString());
        var json = JsonNode.Parse((await Resolver.ResolveAsync(did)).GetDocument().ToJson())!.AsObject();
        var contexts = json["@context"]!.AsArray();
        Assert.Equal(DidContexts.V1, (string)contexts[0]!);
        Assert.Equal(2, contexts.Count);
        Assert.Equal("https://w3id.org/security#blockchainAccountId", (string)contexts[1]!["blockchainAccountId"]!);
        Assert.NotNull(contexts[1]![type]);
        json.Remove("@context");
        var key = did + "#blockchainAccountId";
        var expected = new JsonObject
        {
            ["id"] = did,
            ["verificationMethod"] = new JsonArray(new JsonObject { ["id"] = key, ["type"] = type, ["controller"] = did, ["blockchainAccountId"] = account }),
            ["authentication"] = new JsonArray(key),
            ["assertionMethod"] = new JsonArray(key),
        };
        Assert.True(JsonNode.DeepEquals(expected, json), json.ToJsonString());
    }

    [Theory]
    [InlineData("did:pkh:eth:0xb9c5714089478a327f09197987f16f9e5d936e8a")]
    [InlineData("did:pkh:btc:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6")]
    [InlineData("did:pkh:eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8")]
    [InlineData("did:pkh:eip155:1:b9c5714089478a327f09197987f16f9e5d936e8a")]
    [InlineData("did:pkh:eip155:mainnet:0xb9c5714089478a327f09197987f16f9e5d936e8a")]
    [InlineData("did:pkh:eip155:1:0xb9c5714089478a327f09197987f16f9e5d936e8a:1")]
    [InlineData("did:pkh:ab:1:c")]
    public async Task ResolveAsync_NoAccount_IsInvalid(string did) =>
        Assert.Equal(DidErrorCodes.InvalidDid, (await Resolver.ResolveAsync(did)).Error?.Code);

    [Fact]
    public async Task ResolveAsync_AccountOfAKey_VerifiesItsSignatures()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var document = (await Resolver.ResolveAsync(PkhDidMethod.Create(key.PublicKey, 137).ToString())).GetDocument();
        Assert.True(Assert.Single(document.GetMethods(VerificationRelationship.AssertionMethod)).TryGetKey(out var method, out _));
        Assert.Equal("eip155:137", method.Account!.ChainId);
        var signature = SignatureAlgorithm.EcdsaSecp256k1.Sign(key, "text"u8);
        Assert.True(method.Verify(SignatureAlgorithm.EcdsaSecp256k1, "text"u8, signature));
        Assert.False(method.Verify(SignatureAlgorithm.EcdsaSecp256k1, "other"u8, signature));
    }
}
