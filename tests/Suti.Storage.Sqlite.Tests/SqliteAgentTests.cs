// SPDX-License-Identifier: Apache-2.0

using Suti.Agent;
using Suti.Agent.TestKit;

namespace Suti.Storage.Sqlite.Tests;

public sealed class SqliteAgentTests
{
    private static readonly byte[] RootKey = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private static ValueTask<IAgent> CreateAsync(SqliteDatabase database) =>
        TestAgents.AddPlugins(AgentBuilder.Create().UseSqlite(database.Path).UseRootKey(new RawRootKey(RootKey))).BuildAsync();

    [Fact]
    public async Task Agent_ClosedAndOpenedAgain_HasItsKeysAndDids()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var database = new SqliteDatabase();
        string did;
        await using (var agent = await CreateAsync(database))
        {
            did = (await agent.Dids.CreateAsync("key", "alice", cancellation)).Did;
        }

        await using var again = await CreateAsync(database);
        var alice = await again.Dids.GetByAliasAsync(new() { Alias = "alice" }, cancellation);
        Assert.Equal(did, alice.Did);
        Assert.NotEmpty(await again.Keys.SignAsync(new() { KeyRef = alice.Keys[0].Kid, Data = "hello" }, cancellation));
    }

    [Fact]
    public async Task Agent_WithTheWrongPassphrase_DoesNotOpen()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var database = new SqliteDatabase();
        await using (var agent = await AgentBuilder.Create().UseSqlite(database.Path, "right").AddLocalKeys().BuildAsync(cancellation))
        {
            await agent.Keys.CreateAsync(new() { Type = "Ed25519" }, cancellation);
        }

        var failure = await Assert.ThrowsAsync<SutiException>(async () =>
            await AgentBuilder.Create().UseSqlite(database.Path, "mistyped-horse").AddLocalKeys().BuildAsync(cancellation));
        Assert.Equal(RecordErrorCodes.WrongRootKey, failure.Code);
        Assert.DoesNotContain("mistyped-horse", failure.ToString(), StringComparison.Ordinal);
        await using var right = await AgentBuilder.Create().UseSqlite(database.Path, "right").AddLocalKeys().BuildAsync(cancellation);
        Assert.Single(await right.Keys.ListAsync(new(), cancellation));
    }

    public sealed class Keys : KeyTests
    {
        private readonly SqliteDatabase _database = new();

        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(_database);

        protected override void CleanUp() => _database.Dispose();
    }

    public sealed class Dids : DidTests
    {
        private readonly SqliteDatabase _database = new();

        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(_database);

        protected override void CleanUp() => _database.Dispose();
    }

    public sealed class Data : DataTests
    {
        private readonly SqliteDatabase _database = new();

        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(_database);

        protected override void CleanUp() => _database.Dispose();
    }

    public sealed class Others : OtherTests
    {
        private readonly SqliteDatabase _database = new();

        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(_database);

        protected override void CleanUp() => _database.Dispose();
    }

    public sealed class Disclosure : DisclosureTests
    {
        private readonly SqliteDatabase _database = new();

        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(_database);

        protected override void CleanUp() => _database.Dispose();
    }

    public sealed class CredentialRequests : CredentialRequestTests
    {
        private readonly SqliteDatabase _database = new();

        protected override ValueTask<IAgent> CreateAgentAsync() => CreateAsync(_database);

        protected override void CleanUp() => _database.Dispose();
    }
}
