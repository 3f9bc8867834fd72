// SPDX-License-Identifier: Apache-2.0

using Suti.Ethereum;

namespace Suti.Dids.Ethr.Tests;

/// <summary>Claims and publications by the operations of an agent.</summary>
public sealed class AgentClaimsTests(ChainAgent house) : IClassFixture<ChainAgent>
{
    private static readonly string Subject = Address.Parse("0x00000000000000000000000000000000000000c3").ToString();

    private IClaimsRegistry Claims => house.Agent.ChainClaims;

    [Fact]
    public async Task Claims_SetReplacedAndRemoved_AreFoundAsTheyAre()
    {
        var issuer = (await house.CreateKeyAsync(house.Agent, "c1")).ToString();
        await Claims.SetAsync(new() { Subject = Subject, Key = "name", Value = "Alice", KeyId = "c1" });
        await Claims.SetAsync(new() { Subject = Subject, Key = "name", Value = "Bob", KeyId = "c1" });
        var binary = "0x" + new string('f', 64);
        await Claims.SetAsync(new() { Subject = $"did:ethr:development:{Subject.ToLowerInvariant()}", Key = binary, Value = binary, KeyId = "c1" });
        var value = await Claims.GetAsync(new() { Issuer = issuer, Subject = Subject, Key = "name" });
        Assert.Equal(("0x426f620000000000000000000000000000000000000000000000000000000000", "Bob"), (value.Value, value.Text));
        var now = await Claims.FindAsync(new() { Issuer = issuer });
        Assert.Equal(["Bob", null], now.Select(claim => claim.Text));
        Assert.Equal(["name", null], now.Select(claim => claim.KeyText));
        Assert.Equal(binary, now[1].Value);

        await Claims.RemoveAsync(new() { Subject = Subject, Key = "name", KeyId = "c1" });
        Assert.Null((await Claims.GetAsync(new() { Issuer = issuer, Subject = Subject, Key = "name" })).Value);
        Assert.Single(await Claims.FindAsync(new() { Issuer = issuer, Subject = Subject }));
        var history = await Claims.FindAsync(new() { Issuer = issuer, Subject = Subject, Key = "name", History = true });
        Assert.Equal(["Alice", "Bob", null], history.Select(claim => claim.Text));
        Assert.Null(history[2].Value);
        Assert.Empty(await Claims.FindAsync(new() { Issuer = issuer, FromBlock = history[2].Block + 1 }));

        var again = await Assert.ThrowsAsync<SutiException>(() => Claims.RemoveAsync(new() { Subject = Subject, Key = "name", KeyId = "c1" }));
        Assert.Equal(EthereumErrorCodes.Reverted, again.Code);
        Assert.Contains("no_claim", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_InTheNameOfAnIdentity_AreItsOwnAndRelayed()
    {
        var made = await house.Agent.Identities.CreateAsync(new() { RecoveryKey = Subject, PayerKeyId = ChainAgent.Payer });
        var request = new SetClaimRequest { Subject = Subject, Key = "k", Value = "v", KeyId = made.KeyId!, Identity = made.Did, PayerKeyId = ChainAgent.Payer };
        await Claims.SetAsync(request);
        Assert.Equal("v", (await Claims.GetAsync(new() { Issuer = made.Identity, Subject = Subject, Key = "k" })).Text);
        await Claims.RemoveAsync(new() { Subject = Subject, Key = "k", KeyId = made.KeyId!, Identity = made.Did, PayerKeyId = ChainAgent.Payer });
        Assert.Empty(await Claims.FindAsync(new() { Issuer = made.Did }));
        await Refused("/payerKeyId", Claims.SetAsync(request with { Identity = null }));
    }

    [Fact]
    public async Task Publications_HandedOn_AreOfTheNewManager()
    {
        var genesis = (await house.CreateKeyAsync(house.Agent, "p1")).ToString();
        var second = (await house.CreateKeyAsync(house.Agent, "p2")).ToString();
        var nothing = await Claims.LookupAsync(new() { Genesis = genesis, Key = "url" });
        Assert.Equal((null, null, genesis), (nothing.Value, nothing.Text, nothing.Manager));
        await Claims.PublishAsync(new() { Key = "url", Value = "one", KeyId = "p1" });
        Assert.Equal("bad_actor", await Reason(Claims.PublishAsync(new() { Genesis = genesis, Key = "url", Value = "stolen", KeyId = "p2" })));
        await Claims.RevokeAndPublishAsync(new() { Key = "url", Value = "two", NewManager = second, KeyId = "p1" });
        var handed = await Claims.LookupAsync(new() { Genesis = genesis, Key = "url" });
        Assert.Equal(("two", second), (handed.Text, handed.Manager));
        Assert.Equal("bad_actor", await Reason(Claims.PublishAsync(new() { Key = "url", Value = "late", KeyId = "p1" })));
        await Claims.PublishAsync(new() { Genesis = genesis, Key = "url", Value = "three", KeyId = "p2" });
        Assert.Equal("three", (await Claims.LookupAsync(new() { Genesis = genesis, Key = "url" })).Text);

        // It stands in the registry of claims, with the publisher as its issuer.
        var publisher = new Publisher(house.Chain.Client, house.Network.Publisher!.Value);
        Assert.Equal(house.Network.ClaimsRegistry, await publisher.GetRegistryAsync());
        Assert.Equal("three", (await Claims.GetAsync(new() { Issuer = publisher.Address.ToString(), Subject = genesis, Key = "url" })).Text);
        await Refused("/newManager", Claims.RevokeAndPublishAsync(new() { Key = "url", Value = "x", NewManager = Address.Zero.ToString(), KeyId = "p1" }));
        Assert.Throws<ArgumentException>(() => publisher.RevokeAndPublish(Address.Zero, 1, 1, Address.Zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x12")]
    [InlineData("0xzz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("a text that is longer than 32 bytes")]
    [InlineData("a\0b")]
    [InlineData("\u0000")]
    public async Task Set_KeyThatIsNoWord_IsRefused(string key) =>
        await Refused("/key", Claims.SetAsync(new() { Subject = Subject, Key = key, Value = "v", KeyId = ChainAgent.Payer }));

    [Fact]
    public async Task Requests_ThatDoNotFit_NameTheirPlace()
    {
        await Refused("/value", Claims.SetAsync(new() { Subject = Subject, Key = "k", Value = "0x" + new string('0', 64), KeyId = ChainAgent.Payer }));
        await Refused("/subject", Claims.SetAsync(new() { Subject = "did:key:zX", Key = "k", Value = "v", KeyId = ChainAgent.Payer }));
        await Refused("/fromBlock", Claims.FindAsync(new() { FromBlock = -1 }));
        await Refused("/issuer", Claims.FindAsync(new() { Network = "development", Issuer = $"did:ethr:{Subject}" }));

        // Half a surrogate pair, which no attribute of a test can hold.
        await Refused("/key", Claims.FindAsync(new() { Key = ((char)0xd800).ToString() }));
    }

    private static async Task<string> Reason(Task task)
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => task);
        Assert.Equal(EthereumErrorCodes.Reverted, exception.Code);
        return exception.Message.Contains("bad_actor", StringComparison.Ordinal) ? "bad_actor" : exception.Message;
    }

    private static async Task Refused(string place, Task task)
    {
        var exception = await Assert.ThrowsAsync<SutiException>(() => task);
        Assert.Equal(AgentErrorCodes.InvalidArgument, exception.Code);
        Assert.StartsWith(place + " ", exception.Message, StringComparison.Ordinal);
    }
}
