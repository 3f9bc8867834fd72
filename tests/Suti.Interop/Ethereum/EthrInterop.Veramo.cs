// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Dids;
using Suti.Dids.Ethr;
using Suti.Encodings;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <content>An agent of Veramo whose <c>@veramo/did-provider-ethr</c> writes into the registry of the house.</content>
public sealed partial class EthrInterop
{
    [Fact]
    public async Task VeramoProvider_OnOurRegistry_WritesWhatBothResolveAlike()
    {
        var network = await OursAsync();
        using var veramo = Veramo(network);
        JsonNode Call(string method, JsonObject arguments) => veramo.Call("call", new() { ["method"] = method, ["arguments"] = arguments })!;
        var made = Call("didManagerCreate", new() { ["provider"] = "did:ethr", ["options"] = new JsonObject { ["network"] = network.Name } });
        var did = Did.Parse((string)made["did"]!);
        Assert.True(EthrIdentifier.TryParse(did, out var identifier));
        Assert.NotNull(identifier.PublicKey);
        await CompareVeramoAsync(veramo, network, did);
        await _chain.FundAsync(identifier.Address.ToString());

        JsonObject Change(string member, JsonNode value, JsonObject? options = null) => new() { ["did"] = did.ToString(), [member] = value, ["options"] = options ?? [] };
        JsonObject Service(string id, JsonNode endpoint) => new() { ["id"] = id, ["type"] = "Inbox", ["serviceEndpoint"] = endpoint };
        var keys = new List<JsonNode>();
        foreach (var type in (string[])["Ed25519", "X25519", "Secp256k1"])
        {
            var key = Call("keyManagerCreate", new() { ["kms"] = "local", ["type"] = type });
            keys.Add(key);
            Succeeded(Call("didManagerAddKey", Change("key", key.DeepClone(), new() { ["ttl"] = 3600 })));
            await CompareVeramoAsync(veramo, network, did);
        }

        Succeeded(Call("didManagerAddService", Change("service", Service("one", "https://inbox.example/alice"))));
        Succeeded(Call("didManagerAddService", Change("service", Service("two", new JsonObject { ["uri"] = "https://two.example", ["accept"] = new JsonArray("a") }))));
        await CompareVeramoAsync(veramo, network, did);
        Succeeded(Call("didManagerRemoveKey", Change("kid", keys[0]["kid"]!.DeepClone())));
        Succeeded(Call("didManagerRemoveService", Change("id", "one")));
        var left = await CompareVeramoAsync(veramo, network, did);

        // The controller twice, the keys that are left, and one service.
        Assert.Equal((4, 1), (left.VerificationMethods.Count, left.Services.Count));
    }

    /// <summary>The controller signs, and the account of another key of Veramo's pays.</summary>
    [Fact]
    public async Task VeramoProvider_PaidByAnotherKey_ChangesOurRegistry()
    {
        var network = await OursAsync();
        using var veramo = Veramo(network);
        JsonNode Call(string method, JsonObject arguments) => veramo.Call("call", new() { ["method"] = method, ["arguments"] = arguments })!;
        var did = Did.Parse((string)Call("didManagerCreate", new() { ["options"] = new JsonObject { ["network"] = network.Name } })["did"]!);
        var payer = Call("keyManagerCreate", new() { ["kms"] = "local", ["type"] = "Secp256k1" });
        var account = Address.FromPublicKey(PublicKey.Import(KeyType.Secp256k1, Convert.FromHexString((string)payer["publicKeyHex"]!), PublicKeyFormat.Uncompressed));
        await _chain.FundAsync(account.ToString());
        Succeeded(Call("didManagerAddService", new()
        {
            ["did"] = did.ToString(),
            ["service"] = new JsonObject { ["id"] = "one", ["type"] = "Inbox", ["serviceEndpoint"] = "https://inbox.example" },
            ["options"] = new JsonObject { ["metaIdentifierKeyId"] = payer["kid"]!.DeepClone() },
        }));
        Assert.Single((await CompareVeramoAsync(veramo, network, did)).Services);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keystore_WrittenHere_IsOpenedByEthers(bool isScrypt)
    {
        using var key = PrivateKey.Import(KeyType.Secp256k1, Hex.DecodePrefixed(Key), PrivateKeyFormat.Raw, KeyExportPolicy.AllowExport);
        var json = Keystore.Export(key, "geheim"u8, isScrypt ? KeystoreCost.Scrypt(12) : KeystoreCost.Pbkdf2(1000));
        var opened = _peer.Call("open-keystore", new() { ["json"] = System.Text.Encoding.UTF8.GetString(json), ["passphrase"] = "geheim" });
        Assert.Equal(Key, (string?)opened);
    }

    private static void Succeeded(JsonNode result) => Assert.Equal(1, (int)result["status"]!);

    private InteropPeer Veramo(EthrNetwork network)
    {
        var veramo = new InteropPeer("veramo-ethr.mjs");
        veramo.Call("start", new() { ["rpcUrl"] = Rpc, ["registry"] = network.Registry.ToString(), ["name"] = network.Name, ["chainId"] = 31337 });
        return veramo;
    }

    /// <summary>What Veramo resolves is what we resolve; gives our document.</summary>
    private static Task<DidDocument> CompareVeramoAsync(InteropPeer veramo, EthrNetwork network, Did did) => CompareAsync(
        veramo.Call("call", new() { ["method"] = "resolveDid", ["arguments"] = new JsonObject { ["didUrl"] = did.ToString() } })!, network, did, null);
}
