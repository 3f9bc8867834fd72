// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;
using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

public sealed class RecordNonceStoreTests(EthrChain chain) : IClassFixture<EthrChain>
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Address Account = Address.Parse("0x00000000000000000000000000000000000000a1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_AfterARestart_HasWhatWasWritten()
    {
        var records = await OpenAsync();
        var store = new RecordNonceStore(records);
        Assert.Null(await store.ReadAsync(1, Account, Cancellation));
        await store.WriteAsync(1, Account, new NonceRecord(7, Time), Cancellation);
        var later = new RecordNonceStore(records);
        Assert.Equal(new NonceRecord(7, Time), await later.ReadAsync(1, Account, Cancellation));

        // The account of another chain is another one.
        Assert.Null(await later.ReadAsync(2, Account, Cancellation));
    }

    [Theory]
    [InlineData(6, -1, 7)]
    [InlineData(6, 0, 7)]
    [InlineData(6, 1, 6)]
    [InlineData(8, -1, 8)]
    [InlineData(8, 1, 8)]
    public async Task WriteAsync_AfterAnother_KeepsTheHigherUnlessItIsOlder(int next, int seconds, int expected)
    {
        var store = new RecordNonceStore(await OpenAsync());
        await store.WriteAsync(1, Account, new NonceRecord(7, Time), Cancellation);
        await store.WriteAsync(1, Account, new NonceRecord((ulong)next, Time.AddSeconds(seconds)), Cancellation);
        Assert.Equal((ulong)expected, (await store.ReadAsync(1, Account, Cancellation))!.Next);
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_LosesNone()
    {
        var records = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 50).Select(next =>
            Task.Run(() => new RecordNonceStore(records).WriteAsync(1, Account, new NonceRecord((ulong)next, Time), Cancellation).AsTask(), Cancellation)));
        Assert.Equal(50UL, (await new RecordNonceStore(records).ReadAsync(1, Account, Cancellation))!.Next);
    }

    [Fact]
    public async Task AddDidEthr_InAnAgent_KeepsNoncesAmongItsRecords()
    {
        var records = new MemoryRecordStore();
        var builder = AgentBuilder.Create().UseMemory().AddLocalKeys().AddDidEthr(options => options.Networks.Add(chain.Network));
        builder.Services.AddSingleton<IRecordStore>(records);
        await using var agent = await builder.BuildAsync(Cancellation);
        var did = await agent.Dids.CreateAsync(new() { Provider = "did:ethr:development" }, Cancellation);
        Assert.True(EthrIdentifier.TryParse(Did.Parse(did.Did), out var identifier));
        await chain.Anvil.FundAsync(identifier.Address.ToString());
        var service = DidService.Create("#hub", "Hub", "https://hub.example").Json;
        await agent.Dids.AddServiceAsync(new() { Did = did.Did, Service = service }, Cancellation);
        Assert.Equal(1UL, (await new RecordNonceStore(records).ReadAsync(31337, identifier.Address, Cancellation))!.Next);
    }

    private static async Task<MemoryRecordStore> OpenAsync()
    {
        var records = new MemoryRecordStore();
        await records.OpenAsync([RecordNonceStore.Kind], Cancellation);
        return records;
    }
}
