// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Testing;

namespace Suti.Ethereum.Tests;

/// <summary>The client and the sender on a real chain.</summary>
public sealed class AnvilTests : IClassFixture<AnvilChain>, IDisposable
{
    private readonly AnvilChain _chain;
    private readonly HttpClient _http = new();
    private readonly EthereumClient _client;

    public AnvilTests(AnvilChain chain)
    {
        _chain = chain;
        _client = EthereumClient.Connect(
            _http, new EthereumClientOptions { ChainId = 31337, PollInterval = TimeSpan.FromMilliseconds(50) }, chain.Endpoint);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Connect_WrongChain_IsRefused()
    {
        var other = EthereumClient.Connect(_http, new EthereumClientOptions { ChainId = 1 }, _chain.Endpoint);
        var exception = await Assert.ThrowsAsync<SutiException>(() => other.GetBlockNumberAsync().AsTask());
        Assert.Equal(EthereumErrorCodes.WrongChain, exception.Code);
    }

    [Fact]
    public async Task Connect_FirstNodeIsDown_TheSecondAnswers()
    {
        var client = EthereumClient.Connect(_http, null, new Uri("http://127.0.0.1:9/"), _chain.Endpoint);
        Assert.Equal(31337UL, await client.GetChainIdAsync());
    }

    [Fact]
    public async Task Execute_Transfer_ArrivesAndIsConfirmed()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = new TransactionSender(_client, key);
        await _chain.FundAsync(sender.Account.ToString());
        var target = ContractAddress.OfCreate(sender.Account, 1000);
        var signed = await sender.SendAsync(new EthereumCall { To = target, Value = 12345 });
        var waiting = _client.WaitForReceiptAsync(UInt256.FromBigEndian(signed.GetHash()), confirmations: 3, TimeSpan.FromSeconds(20));
        await _chain.MineAsync(3);
        var receipt = await waiting;
        Assert.Equal(21000UL, receipt.GasUsed);
        Assert.Equal((UInt256)12345, await _client.GetBalanceAsync(target));
        Assert.Equal(receipt.BlockHash, (await _client.GetBlockAsync(receipt.BlockNumber))!.Hash);
    }

    [Fact]
    public async Task Execute_ManyAtOnce_EachHasItsNonce()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = new TransactionSender(_client, key);
        await _chain.FundAsync(sender.Account.ToString());
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(index =>
            sender.ExecuteAsync(new EthereumCall { To = Address.Parse("0x00000000000000000000000000000000000000d0"), Value = index }).AsTask()));
        Assert.Equal(20, receipts.Select(receipt => receipt.TransactionHash).Distinct().Count());
        Assert.Equal(20UL, await _client.GetTransactionCountAsync(sender.Account));

        // A second process with a memory of its own goes on where the first one stopped.
        var later = new TransactionSender(_client, key);
        await later.ExecuteAsync(new EthereumCall { To = sender.Account });
        Assert.Equal(21UL, await _client.GetTransactionCountAsync(sender.Account));
    }

    [Fact]
    public async Task SendRaw_TheSameTwice_CountsOnce()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = new TransactionSender(_client, key);
        await _chain.FundAsync(sender.Account.ToString());
        await _chain.CallAsync("evm_setAutomine", false);
        try
        {
            var signed = await sender.SendAsync(new EthereumCall { To = sender.Account, Value = 1 });
            Assert.Equal(UInt256.FromBigEndian(signed.GetHash()), await _client.SendRawTransactionAsync(signed));
            await _chain.MineAsync();
            Assert.Equal(1UL, await _client.GetTransactionCountAsync(sender.Account));
        }
        finally
        {
            await _chain.CallAsync("evm_setAutomine", true);
        }
    }

    [Fact]
    public async Task Execute_NoFunds_IsThatCode()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = new TransactionSender(_client, key);
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => sender.ExecuteAsync(new EthereumCall { To = sender.Account, Value = 1 }).AsTask());
        Assert.Equal(EthereumErrorCodes.InsufficientFunds, exception.Code);
    }

    [Fact]
    public async Task WaitForReceipt_NeverSent_EndsWithThatCode()
    {
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => _client.WaitForReceiptAsync(UInt256.One, timeout: TimeSpan.Zero).AsTask());
        Assert.Equal(EthereumErrorCodes.NotConfirmed, exception.Code);
    }

    [Fact]
    public async Task Execute_DeployThenRevert_SaysWhy()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = new TransactionSender(_client, key);
        await _chain.FundAsync(sender.Account.ToString());

        // Code that reverts with no data: PUSH1 0 DUP1 REVERT; before it, what creates it.
        var receipt = await sender.ExecuteAsync(new EthereumCall { Data = Convert.FromHexString("625f80fd5f526003601df3") });
        Assert.Equal(ContractAddress.OfCreate(sender.Account, 0), receipt.ContractAddress);
        Assert.Equal(Convert.FromHexString("5f80fd"), await _client.GetCodeAsync(receipt.ContractAddress!.Value));
        var exception = await Assert.ThrowsAsync<SutiException>(
            () => sender.ExecuteAsync(new EthereumCall { To = receipt.ContractAddress }).AsTask());
        Assert.Equal(EthereumErrorCodes.Reverted, exception.Code);
    }

    [Fact]
    public async Task Sender_FeesBeyondTheLimit_AreNotOffered()
    {
        using var key = PrivateKey.Generate(KeyType.Secp256k1);
        var sender = new TransactionSender(_client, key, options: new TransactionSenderOptions { MaxFeePerGas = 1 });
        await _chain.FundAsync(sender.Account.ToString());
        var exception = await Assert.ThrowsAsync<SutiException>(() => sender.SendAsync(new EthereumCall { To = sender.Account }).AsTask());
        Assert.Equal(EthereumErrorCodes.LimitExceeded, exception.Code);
    }
}
