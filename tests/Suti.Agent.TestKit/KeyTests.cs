// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Agent.TestKit;

/// <summary>Keys.</summary>
public abstract class KeyTests : AgentTestKit
{
    /// <summary>The types of keys, with the algorithms that sign with them.</summary>
    public static TheoryData<string, string[]> Types => new()
    {
        { "Ed25519", ["EdDSA", "Ed25519"] },
        { "X25519", ["ECDH", "ECDH-ES", "ECDH-1PU"] },
        { "Secp256k1", ["ES256K", "ES256K-R", "eth_signTransaction", "eth_signTypedData", "eth_signMessage", "eth_rawSign"] },
        { "Secp256r1", ["ES256", "ECDH", "ECDH-ES", "ECDH-1PU"] },
        { "Secp384r1", ["ES384", "ECDH", "ECDH-ES", "ECDH-1PU"] },
    };

    [Fact]
    public async Task Systems_OfTheAgent_AreListed() =>
        Assert.Equal(["local"], await Agent.Keys.GetKeyManagementSystemsAsync(Cancellation));

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Create_EachType_CanBeFoundAndTellsItsAlgorithms(string type, string[] algorithms)
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = type, Kms = "local", Meta = Json("""{"purpose":"test"}""") }, Cancellation);
        Assert.Equal(type, key.Type);
        Assert.Equal("local", key.Kms);
        Assert.Equal(key.PublicKeyHex, key.Kid);
        Assert.Equal("test", key.Meta!.Value.GetProperty("purpose").GetString());
        Assert.Equal(algorithms, key.Meta.Value.GetProperty("algorithms").EnumerateArray().Select(name => name.GetString()));
        var found = await Agent.Keys.GetAsync(new() { Kid = key.Kid }, Cancellation);
        Assert.Equal(key.PublicKeyHex, found.PublicKeyHex);
        Assert.Equal(key.Meta.Value.GetRawText(), found.Meta!.Value.GetRawText());
    }

    [Fact]
    public async Task List_ByType_GivesThoseOnly()
    {
        var first = await Agent.Keys.CreateAsync(new() { Type = "Ed25519" }, Cancellation);
        await Agent.Keys.CreateAsync(new() { Type = "X25519" }, Cancellation);
        Assert.Equal([first.Kid], (await Agent.Keys.ListAsync(new() { Type = "Ed25519" }, Cancellation)).Select(key => key.Kid));
        Assert.Equal(2, (await Agent.Keys.ListAsync(new() { Kms = "local" }, Cancellation)).Length);
    }

    [Theory]
    [InlineData("Ed25519", "EdDSA")]
    [InlineData("Ed25519", null)]
    [InlineData("Secp256k1", "ES256K")]
    [InlineData("Secp256r1", "ES256")]
    [InlineData("Secp384r1", "ES384")]
    public async Task Sign_JoseAlgorithm_VerifiesUnderThePublicKey(string type, string? algorithm)
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = type }, Cancellation);
        var signature = Base64Url.Decode(await Agent.Keys.SignAsync(
            new() { KeyRef = key.Kid, Algorithm = algorithm, Data = "aGVsbG8", Encoding = "base64url" }, Cancellation));
        Assert.True(AlgorithmOf(type).Verify(PublicKeyOf(key), "hello"u8, signature));
        Assert.False(AlgorithmOf(type).Verify(PublicKeyOf(key), "hallo"u8, signature));
    }

    [Theory]
    [InlineData("utf-8", "hello")]
    [InlineData(null, "hello")]
    [InlineData("base16", "68656c6c6f")]
    [InlineData("hex", "0x68656c6c6f")]
    [InlineData("base64", "aGVsbG8=")]
    public async Task Sign_EveryEncoding_IsOfTheSameBytes(string? encoding, string data)
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = "Ed25519" }, Cancellation);
        var signature = await Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Data = data, Encoding = encoding }, Cancellation);
        Assert.True(SignatureAlgorithm.Ed25519.Verify(PublicKeyOf(key), "hello"u8, Base64Url.Decode(signature)));
    }

    [Fact]
    public async Task Sign_EthereumMessage_RecoversTheAccount()
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = "Secp256k1" }, Cancellation);
        var account = Address.FromPublicKey(PublicKeyOf(key));
        var signature = await Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "eth_signMessage", Data = "hello" }, Cancellation);
        Assert.True(EthereumSignature.TryRead(Hex.DecodePrefixed(signature), out var read));
        Assert.True(read.IsOf(account, Eip191.HashMessage("hello"u8)));

        var digest = Eip191.HashMessage("other"u8);
        var compact = await Agent.Keys.SignAsync(
            new() { KeyRef = key.Kid, Algorithm = "eth_rawSign", Data = Hex.Encode(digest), Encoding = "hex" }, Cancellation);
        Assert.Equal(64, Hex.DecodePrefixed(compact).Length);
        Assert.True(EthereumSignature.TryRead(Hex.DecodePrefixed(compact), out var raw) && raw.IsOf(account, digest));
    }

    [Fact]
    public async Task Sign_EthereumTransaction_IsFromTheAccount()
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = "Secp256k1" }, Cancellation);
        var account = Address.FromPublicKey(PublicKeyOf(key));
        const string Body = "\"to\":\"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045\",\"value\":\"0x64\",\"nonce\":3,\"gasLimit\":\"21000\",\"chainId\":11155111,\"maxFeePerGas\":\"30000000000\",\"maxPriorityFeePerGas\":1";
        var signed = await Agent.Keys.SignEthereumTransactionAsync(
            new() { Kid = key.Kid, Transaction = Json($"{{{Body},\"from\":\"{account}\"}}") }, Cancellation);
        var parsed = SignedTransaction.Parse(Hex.DecodePrefixed(signed));
        Assert.Equal(account, parsed.Sender);
        Assert.Equal(11155111UL, parsed.Transaction.ChainId);
        Assert.Equal(3UL, parsed.Transaction.Nonce);

        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Keys.SignEthereumTransactionAsync(
            new() { Kid = key.Kid, Transaction = Json($"{{{Body},\"from\":\"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045\"}}") }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Keys.SignEthereumTransactionAsync(
            new() { Kid = key.Kid, Transaction = Json($"{{{Body},\"gaslimit\":1}}") }, Cancellation));
    }

    [Fact]
    public async Task SharedSecret_BothSides_IsTheSame()
    {
        var alice = await Agent.Keys.CreateAsync(new() { Type = "X25519" }, Cancellation);
        var bob = await Agent.Keys.CreateAsync(new() { Type = "Ed25519" }, Cancellation);
        var one = await Agent.Keys.ComputeSharedSecretAsync(
            new() { SecretKeyRef = alice.Kid, PublicKey = new() { Type = "Ed25519", PublicKeyHex = bob.PublicKeyHex } }, Cancellation);
        var other = await Agent.Keys.ComputeSharedSecretAsync(
            new() { SecretKeyRef = bob.Kid, PublicKey = new() { Type = "X25519", PublicKeyHex = alice.PublicKeyHex } }, Cancellation);
        Assert.Equal(one, other);
        Assert.Equal(64, one.Length);
        var curve = await Agent.Keys.CreateAsync(new() { Type = "Secp256r1" }, Cancellation);
        await FailsAsync(KeyErrorCodes.NotUsable, () => Agent.Keys.ComputeSharedSecretAsync(
            new() { SecretKeyRef = alice.Kid, PublicKey = new() { Type = "Secp256r1", PublicKeyHex = curve.PublicKeyHex } }, Cancellation));
    }

    [Theory]
    [InlineData("X25519")]
    [InlineData("Ed25519")]
    public async Task Jwe_ForAKey_IsReadByItAlone(string type)
    {
        var bob = await Agent.Keys.CreateAsync(new() { Type = type }, Cancellation);
        var other = await Agent.Keys.CreateAsync(new() { Type = type }, Cancellation);
        var jwe = await Agent.Keys.EncryptJweAsync(
            new() { Kid = other.Kid, To = new() { Type = type, PublicKeyHex = bob.PublicKeyHex }, Data = "grüezi" }, Cancellation);
        Assert.Equal("grüezi", await Agent.Keys.DecryptJweAsync(new() { Kid = bob.Kid, Data = jwe }, Cancellation));
        await FailsAsync("jose.decryption-failed", () => Agent.Keys.DecryptJweAsync(new() { Kid = other.Kid, Data = jwe }, Cancellation));
        await FailsAsync("jose.not-json", () => Agent.Keys.DecryptJweAsync(new() { Kid = bob.Kid, Data = "{" }, Cancellation));
    }

    [Fact]
    public async Task Import_EveryForm_IsTheSameKey()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1, KeyExportPolicy.AllowExport);
        var hex = Hex.Encode(key.Export(PrivateKeyFormat.Raw));
        var first = await Agent.Keys.ImportAsync(new() { Type = "Secp256k1", PrivateKeyHex = hex, Kms = "local" }, Cancellation);
        var again = await Agent.Keys.ImportAsync(new() { Type = "Secp256k1", PrivateKeyHex = hex }, Cancellation);
        var pem = await Agent.Keys.ImportAsync(new() { PrivateKeyPem = key.ExportPem(), Kid = "from-pem" }, Cancellation);
        using var asJwk = Jose.Jwk.FromPrivateKey(key);
        var jwk = await Agent.Keys.ImportAsync(
            new() { PrivateKeyJwk = Json(asJwk.ToPrivateJson()), Kid = "from-jwk" }, Cancellation);
        Assert.Equal(first.Kid, again.Kid);
        Assert.All([again, pem, jwk], other => Assert.Equal(first.PublicKeyHex, other.PublicKeyHex));
        Assert.Equal("from-pem", pem.Kid);
    }

    [Fact]
    public async Task Import_Ed25519AsLibsodiumWritesIt_ChecksThePublicHalf()
    {
        using var key = PrivateKey.Generate(KeyType.Ed25519, KeyExportPolicy.AllowExport);
        var hex = Hex.Encode(key.Export(PrivateKeyFormat.Raw));
        var both = hex + Hex.Encode(key.PublicKey.Raw);
        Assert.Equal(Hex.Encode(key.PublicKey.Raw), (await Agent.Keys.ImportAsync(new() { Type = "Ed25519", PrivateKeyHex = both }, Cancellation)).PublicKeyHex);
        var failure = await FailsAsync(KeyErrorCodes.Invalid, () => Agent.Keys.ImportAsync(new() { Type = "Ed25519", PrivateKeyHex = hex + hex }, Cancellation));
        Assert.DoesNotContain(hex, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Key_IsGone()
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = "Ed25519", Kid = "short-lived" }, Cancellation);
        Assert.True(await Agent.Keys.DeleteAsync(new() { Kid = key.Kid }, Cancellation));
        var failure = await FailsAsync(KeyErrorCodes.NotFound, () => Agent.Keys.GetAsync(new() { Kid = key.Kid }, Cancellation));
        Assert.StartsWith("Key not found", failure.Message, StringComparison.Ordinal);
        await FailsAsync(KeyErrorCodes.NotFound, () => Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Data = "x" }, Cancellation));
        Assert.Equal("short-lived", (await Agent.Keys.CreateAsync(new() { Type = "Ed25519", Kid = "short-lived" }, Cancellation)).Kid);
    }

    [Fact]
    public async Task Delete_KeyOfADid_IsRefused()
    {
        var did = await Agent.Dids.CreateAsync("key", cancellationToken: Cancellation);
        await FailsAsync(KeyErrorCodes.InUse, () => Agent.Keys.DeleteAsync(new() { Kid = did.Keys[0].Kid }, Cancellation));
    }

    [Fact]
    public async Task Mistakes_OfACaller_HaveTheirCodes()
    {
        var key = await Agent.Keys.CreateAsync(new() { Type = "Ed25519", Kid = "taken" }, Cancellation);
        await FailsAsync(KeyErrorCodes.Exists, () => Agent.Keys.CreateAsync(new() { Type = "Ed25519", Kid = "taken" }, Cancellation));
        await FailsAsync(KeyErrorCodes.Unsupported, () => Agent.Keys.CreateAsync(new() { Type = "Ed448" }, Cancellation));
        await FailsAsync(KeyErrorCodes.Unsupported, () => Agent.Keys.CreateAsync(new() { Type = "RSA" }, Cancellation));
        var unknown = await FailsAsync(KeyErrorCodes.UnknownSystem, () => Agent.Keys.CreateAsync(new() { Type = "Ed25519", Kms = "cloud" }, Cancellation));
        Assert.Equal("invalid_argument: This agent has no registered KeyManagementSystem with name='cloud'", unknown.Message);
        await FailsAsync(KeyErrorCodes.NotUsable, () => Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "ES256K", Data = "x" }, Cancellation));
        await FailsAsync(KeyErrorCodes.NotUsable, () => Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "eth_signMessage", Data = "x" }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Data = "xyz", Encoding = "hex" }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Keys.SignAsync(new() { KeyRef = key.Kid, Data = "x", Encoding = "rot13" }, Cancellation));
        await FailsAsync(AgentErrorCodes.InvalidArgument, () => Agent.Keys.ImportAsync(new() { Type = "Ed25519" }, Cancellation));
        await FailsAsync(KeyErrorCodes.Invalid, () => Agent.Keys.ImportAsync(new() { Type = "Secp256k1", PrivateKeyHex = new string('0', 64) }, Cancellation));
        await FailsAsync(KeyErrorCodes.Invalid, () => Agent.Keys.ComputeSharedSecretAsync(
            new() { SecretKeyRef = key.Kid, PublicKey = new() { Type = "X25519", PublicKeyHex = "00" } }, Cancellation));
    }

    private static PublicKey PublicKeyOf(ManagedKey key) => PublicKey.Import(
        KeyTypeNames.Parse(key.Type),
        Hex.Decode(key.PublicKeyHex),
        key.Type == "Secp256k1" ? PublicKeyFormat.Uncompressed : PublicKeyFormat.Raw);

    private static SignatureAlgorithm AlgorithmOf(string type) => type switch
    {
        "Ed25519" => SignatureAlgorithm.Ed25519,
        "Secp256k1" => SignatureAlgorithm.EcdsaSecp256k1,
        "Secp256r1" => SignatureAlgorithm.EcdsaP256,
        _ => SignatureAlgorithm.EcdsaP384,
    };
}
