// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Agent;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>The accounts that anvil keeps unlocked, as a wallet; and wallets that lie.</summary>
public sealed class EthereumWalletTests(ChainAgent house) : IClassFixture<ChainAgent>
{
    private const string Mail = """
        {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"chainId","type":"uint256"}],"Mail":[{"name":"to","type":"address"},{"name":"text","type":"string"}]},
         "primaryType":"Mail","domain":{"name":"Post","chainId":31337},"message":{"to":"0x00000000000000000000000000000000000000c3","text":"\"hello\" \u00e9"}}
        """;

    private static readonly FeeMarketTransaction Payment = new()
    {
        ChainId = 31337,
        To = Address.Parse("0x00000000000000000000000000000000000000d4"),
        Value = 7,
        GasLimit = 30_000,
        MaxFeePerGas = 30_000_000_000UL,
        MaxPriorityFeePerGas = 1_000_000_000UL,
        Data = new byte[] { 1, 2 },
    };

    private IJsonRpcTransport Anvil => new HttpJsonRpcTransport(new HttpClient(), house.Chain.Anvil.Endpoint);

    [Fact]
    public async Task Agent_WithTheKeysOfAWallet_SignsWhatEthereumSigns()
    {
        await using var agent = await BuildAsync(new EthereumWallet("wallet", Anvil));
        var key = await agent.Keys.CreateAsync(new() { Type = "Secp256k1" });
        var account = Address.Parse(key.Kid);
        Assert.Equal((await RemoteAccount.ListAsync(Anvil))[0], account);
        Assert.Equal(account, Address.FromPublicKey(PublicKey.Import(KeyType.Secp256k1, Convert.FromHexString(key.PublicKeyHex), PublicKeyFormat.Uncompressed)));
        var message = await agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "eth_signMessage", Data = "hello" });
        Assert.True(Read(message).IsOf(account, Eip191.HashMessage("hello")));
        var typed = await agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "eth_signTypedData", Data = Mail });
        Assert.True(Read(typed).IsOf(account, TypedData.Parse(Encoding.UTF8.GetBytes(Mail)).Digest));
        var raw = await agent.Keys.SignAsync(new() { KeyRef = key.Kid, Algorithm = "eth_signTransaction", Data = Hex.EncodePrefixed(Payment.EncodeUnsigned()), Encoding = "hex" });
        var signed = SignedTransaction.Parse(Hex.DecodePrefixed(raw));
        Assert.Equal(account, signed.Sender);
        Assert.Equal(Payment.EncodeUnsigned(), signed.Transaction.EncodeUnsigned());

        foreach (var algorithm in (string[])["eth_rawSign", "ES256K"])
        {
            var refused = await Assert.ThrowsAsync<SutiException>(() => agent.Keys.SignAsync(new()
            {
                KeyRef = key.Kid,
                Algorithm = algorithm,
                Data = "0x" + new string('1', 64),
                Encoding = "hex",
            }));
            Assert.Contains(refused.Code, (string[])[KeyErrorCodes.NotUsable, KeyErrorCodes.Unsupported, EthereumErrorCodes.WalletUnsupported]);
        }

        Assert.True(await agent.Keys.DeleteAsync(new() { Kid = key.Kid }));
        Assert.Equal(KeyErrorCodes.Unsupported, await Code(agent.Keys.CreateAsync(new() { Type = "Ed25519" })));
        Assert.Equal(KeyErrorCodes.Unsupported, await Code(agent.Keys.CreateAsync(new() { Type = "Secp256k1", Exportable = true })));
        Assert.Equal(KeyErrorCodes.Unsupported, await Code(agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kid = "0x00000000000000000000000000000000000000d4" })));
        Assert.Equal(KeyErrorCodes.Unsupported, await Code(agent.Keys.ImportAsync(new() { Type = "Secp256k1", PrivateKeyHex = new string('1', 64), Kms = "wallet" })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Identities_OwnedByAWallet_ActDirectlyAndRelayed(bool signsTransactions)
    {
        var wallet = new Wallet(Anvil) { Refused = signsTransactions ? null : ("eth_signTransaction", -32601) };
        await using var agent = await BuildAsync(new EthereumWallet("wallet", wallet));
        var accounts = await RemoteAccount.ListAsync(Anvil);
        var (owner, payer) = (accounts[signsTransactions ? 1 : 2].ToString(), accounts[3].ToString());
        await agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kid = owner });
        await agent.Keys.CreateAsync(new() { Type = "Secp256k1", Kid = payer });
        var made = await agent.Identities.CreateAsync(new() { KeyId = owner, RecoveryKey = payer });
        await house.Chain.Anvil.FundAsync(made.Identity);
        var forward = new ForwardRequest { Identity = made.Did, To = "0x00000000000000000000000000000000000000e5", Value = "1", KeyId = owner };
        await agent.Identities.ForwardAsync(forward);
        await agent.Identities.ForwardAsync(forward with { PayerKeyId = payer });
        Assert.Contains("eth_signTypedData_v4", wallet.Asked);
        Assert.Equal(!signsTransactions, wallet.Asked.Contains("eth_sendTransaction"));

        // ERC-1056 wants a digest signed, which no wallet does.
        var did = await agent.Dids.CreateAsync(new() { Provider = "did:ethr:development" });
        Assert.Equal(EthereumErrorCodes.WalletUnsupported, await Code(agent.Dids.AddServiceAsync(new()
        {
            Did = did.Did,
            Service = JsonElement.Parse("""{"id":"#a","type":"A","serviceEndpoint":"https://a.example"}"""),
            Options = JsonElement.Parse($$"""{"metaIdentifierKeyId":"{{payer}}"}"""),
        })));
    }

    [Fact]
    public async Task Account_WalletThatSignsWithAnotherKeyOrSomethingElse_IsRefused()
    {
        var accounts = await RemoteAccount.ListAsync(Anvil);
        var honest = await RemoteAccount.OpenAsync(Anvil, accounts[0]);
        var account = RemoteAccount.Create(new Wallet(Anvil) { Swapped = (accounts[0], accounts[1]) }, honest.PublicKey);
        await Refused(EthereumErrorCodes.SignatureInvalid, account.SignMessageAsync("hello"u8.ToArray()).AsTask());
        await Refused(EthereumErrorCodes.SignatureInvalid, account.SignTypedDataAsync(Encoding.UTF8.GetBytes(Mail)).AsTask());
        await Refused(EthereumErrorCodes.SignatureInvalid, account.SignTransactionAsync(Payment.EncodeUnsigned()).AsTask());
        await Refused(EthereumErrorCodes.SignatureInvalid, RemoteAccount.OpenAsync(new Wallet(Anvil) { Swapped = (accounts[0], accounts[1]) }, accounts[0]).AsTask());

        // A wallet that signs another amount, and one that sends it.
        var greedy = RemoteAccount.Create(new Wallet(Anvil) { Replaced = ("\"value\":\"0x7\"", "\"value\":\"0x8\"") }, honest.PublicKey);
        await Refused(EthereumErrorCodes.SignatureInvalid, greedy.SignTransactionAsync(Payment.EncodeUnsigned()).AsTask());
        var sends = RemoteAccount.Create(
            new Wallet(Anvil) { Refused = ("eth_signTransaction", 4200), Replaced = ("\"value\":\"0x7\"", "\"value\":\"0x8\"") }, honest.PublicKey);
        var call = new EthereumCall { To = Payment.To, Value = 7 };
        await Refused(EthereumErrorCodes.SignatureInvalid, new TransactionSender(house.Chain.Client, sends).ExecuteAsync(call).AsTask());
        await Refused(EthereumErrorCodes.WalletUnsupported, new TransactionSender(house.Chain.Client, sends).SendAsync(call).AsTask());
    }

    [Theory]
    [InlineData(4001, EthereumErrorCodes.WalletRefused)]
    [InlineData(4100, EthereumErrorCodes.WalletRefused)]
    [InlineData(4200, EthereumErrorCodes.WalletUnsupported)]
    [InlineData(-32601, EthereumErrorCodes.WalletUnsupported)]
    [InlineData(-32000, EthereumErrorCodes.RpcError)]
    public async Task Account_WalletThatSaysNo_HasACode(int code, string expected)
    {
        var accounts = await RemoteAccount.ListAsync(Anvil);
        await Refused(expected, RemoteAccount.OpenAsync(new Wallet(Anvil) { Refused = ("personal_sign", code) }, accounts[0]).AsTask());
        await Refused(expected, RemoteAccount.ListAsync(new Wallet(Anvil) { Refused = ("eth_accounts", code) }).AsTask());
        await Refused(EthereumErrorCodes.WalletRefused, RemoteAccount.OpenAsync(Anvil, Address.Zero).AsTask());
    }

    [Theory]
    [InlineData("eth_accounts", "{}")]
    [InlineData("eth_accounts", "[1]")]
    [InlineData("personal_sign", "\"0x12\"")]
    [InlineData("personal_sign", "7")]
    [InlineData("eth_signTransaction", "{\"tx\":{}}")]
    [InlineData("eth_signTransaction", "\"0x02c0\"")]
    public async Task Account_AnswersThatAreNone_AreRefused(string method, string answer)
    {
        var first = (await RemoteAccount.ListAsync(Anvil))[0];
        var key = (await RemoteAccount.OpenAsync(Anvil, first)).PublicKey;
        var wallet = new Wallet(Anvil) { Answered = (method, answer) };
        var exception = await Assert.ThrowsAsync<SutiException>(async () =>
        {
            _ = await RemoteAccount.OpenAsync(wallet, first);
            _ = await RemoteAccount.Create(wallet, key).SignAsync(Payment);
        });
        Assert.Contains(exception.Code, (string[])[EthereumErrorCodes.RpcResponseInvalid, EthereumErrorCodes.SignatureInvalid]);
    }

    private static EthereumSignature Read(string signature) =>
        EthereumSignature.TryRead(Hex.DecodePrefixed(signature), out var read) ? read : throw new FormatException(signature);

    private static async Task<string> Code(Task task) => (await Assert.ThrowsAsync<SutiException>(() => task)).Code;

    private static async Task Refused(string code, Task task) => Assert.Equal(code, await Code(task));

    private async Task<IAgent> BuildAsync(EthereumWallet wallet) => await AgentBuilder.Create()
        .UseMemory()
        .AddKeys("wallet", _ => wallet)
        .AddDidEthr(options => options.Networks.Add(house.Network))
        .AddIdentities()
        .BuildAsync();

    /// <summary>A wallet between us and anvil, which can refuse, answer nonsense, use another account, or change what it is asked.</summary>
    private sealed class Wallet(IJsonRpcTransport inner) : IJsonRpcTransport
    {
        public List<string> Asked { get; } = [];

        public (string Method, int Code)? Refused { get; init; }

        public (string Method, string Answer)? Answered { get; init; }

        public (Address From, Address To)? Swapped { get; init; }

        public (string From, string To)? Replaced { get; init; }

        public async ValueTask<IReadOnlyList<JsonRpcResponse>> SendAsync(IReadOnlyList<JsonRpcRequest> requests, CancellationToken cancellationToken = default)
        {
            var request = Assert.Single(requests);
            Asked.Add(request.Method);
            if (Refused is { } refused && refused.Method == request.Method)
            {
                return [new JsonRpcResponse(new JsonRpcError(refused.Code, "No.", null))];
            }

            if (Answered is { } answered && answered.Method == request.Method)
            {
                return [new JsonRpcResponse(JsonElement.Parse(answered.Answer))];
            }

            var parameters = request.Parameters;
            if (Swapped is { } swap && request.Method != "eth_accounts")
            {
                parameters = parameters.Replace(Hex.EncodePrefixed(swap.From.ToBytes()), Hex.EncodePrefixed(swap.To.ToBytes()), StringComparison.Ordinal);
            }

            parameters = Replaced is { } replace ? parameters.Replace(replace.From, replace.To, StringComparison.Ordinal) : parameters;
            return await inner.SendAsync([request with { Parameters = parameters }], cancellationToken);
        }
    }
}
