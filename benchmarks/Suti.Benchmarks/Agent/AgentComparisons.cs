// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Agent;
using Suti.Dids;
using Suti.Storage.Sqlite;

namespace Suti.Benchmarks;

/// <summary>
/// An agent beside Veramo's: the same data in one SQLite file each, every commit on disk before it returns.
/// <c>SUTI_BENCH_CREDENTIALS</c> sets how many credentials there are when queries are timed; 100,000 when it is absent.
/// </summary>
internal sealed class AgentComparisons : ComparisonSource
{
    private const int BatchSize = 100;

    /// <summary>As many as a small server has at once.</summary>
    private const int Callers = 32;

    private readonly int _filled = int.Parse(
        Environment.GetEnvironmentVariable("SUTI_BENCH_CREDENTIALS") ?? "100000", CultureInfo.InvariantCulture);

    private readonly NodePeer _peer;
    private readonly string _folder = Directory.CreateTempSubdirectory("suti-bench-").FullName;
    private readonly List<string> _hashes = [];
    private IAgent? _agent;
    private int _next;
    private int _asked;

    public AgentComparisons()
    {
        _peer = Own(new NodePeer("agent.mjs"));
        Own(new Ending(this));
    }

    public override IEnumerable<Comparison> Comparisons =>
    [
        Veramo("key.create", CreateKeyAsync, Callers),
        Veramo("did.create", CreateDidAsync, Callers),
        Veramo("credential.save", SaveAsync, Callers),

        // One caller waits for the disk's sync each time, on both sides.
        Veramo("key.create", CreateKeyAsync, 1, ".alone"),
        Veramo("did.create", CreateDidAsync, 1, ".alone"),
        Veramo("credential.save", SaveAsync, 1, ".alone"),
        Filled("credential.get", (agent, number) => agent.Data.GetCredentialAsync(new() { Hash = _hashes[number] })),
        Filled("claim.query", QueryAsync),
        Filled("claim.count", (agent, number) => agent.Queries.CountCredentialsByClaimsAsync(KeptCredentials.Find(number))),
        new(
            "agent",
            "credential.save.batch.single",
            Repeat((agent, _) => agent.Data.SaveCredentialsAsync(
                new() { VerifiableCredentials = [.. Enumerable.Range(0, BatchSize).Select(_ => KeptCredentials.Create(NextNumber()))] })),
            "our single save",
            new LocalOperation(Repeat(async (agent, _) =>
            {
                for (var index = 0; index < BatchSize; index++)
                {
                    await agent.Data.SaveCredentialAsync(new() { VerifiableCredential = KeptCredentials.Create(NextNumber()) });
                }
            })),
            BatchSize),
        new(
            "agent",
            "dispatch.by-name.did-create",
            Repeat((agent, _) => agent.ExecuteAsync("keyManagerGetKeyManagementSystems").AsTask()),
            "did:key create",
            new LocalOperation(Repeat(CreateDidAsync))),
    ];

    private static Task CreateKeyAsync(IAgent agent, int number) => agent.Keys.CreateAsync(new() { Type = "Ed25519" });

    private static Task CreateDidAsync(IAgent agent, int number) => agent.Dids.CreateAsync("key");

    private static async Task QueryAsync(AgentComparisons owner, IAgent agent, int number)
    {
        var found = await agent.Queries.GetCredentialsByClaimsAsync(KeptCredentials.Find(number));
        if (found.Length != 1)
        {
            throw new InvalidOperationException($"Credential {number} of {owner._filled} is not found.");
        }
    }

    private Task QueryAsync(IAgent agent, int number) => QueryAsync(this, agent, number);

    private int NextNumber() => _filled + Interlocked.Increment(ref _next);

    private Task SaveAsync(IAgent agent, int number) =>
        agent.Data.SaveCredentialAsync(new() { VerifiableCredential = KeptCredentials.Create(NextNumber()) });

    private Comparison Veramo(string name, Func<IAgent, int, Task> run, int callers, string suffix = "") =>
        new("agent", $"{name}{suffix}.veramo", Repeat(run, callers), "veramo", _peer.Operation(name, callers));

    private Comparison Filled(string name, Func<IAgent, int, Task> run) =>
        new("agent", name + ".veramo", Repeat(run), "veramo", _peer.Operation(name)) { Prepare = Fill };

    private Action<int> Repeat(Func<IAgent, int, Task> run, int callers = 1) => count =>
    {
        var agent = Open();
        var left = count;
        Task.WhenAll(Enumerable.Range(0, callers).Select(_ => callers == 1 ? CallAsync() : Task.Run(CallAsync))).GetAwaiter().GetResult();

        async Task CallAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await run(agent, (int)((uint)Interlocked.Add(ref _asked, 7919) % (uint)_filled));
            }
        }
    };

    private IAgent Open() => _agent ??= AgentBuilder.Create()
        .UseSqlite(Path.Combine(_folder, "suti.sqlite"))
        .UseRootKey(new RawRootKey(new byte[32]))
        .AddLocalKeys()
        .AddDidKey()
        .BuildAsync().AsTask().GetAwaiter().GetResult();

    private void Fill()
    {
        const int Step = 1000;
        if (_hashes.Count == _filled)
        {
            return;
        }

        var agent = Open();
        for (var start = 0; start < _filled; start += Step)
        {
            _hashes.AddRange(agent.Data.SaveCredentialsAsync(
                new() { VerifiableCredentials = [.. Enumerable.Range(start, Math.Min(Step, _filled - start)).Select(KeptCredentials.Create)] }).GetAwaiter().GetResult());
        }

        _peer.Run("fill", 1);
    }

    private sealed class Ending(AgentComparisons owner) : IDisposable
    {
        public void Dispose()
        {
            owner._agent?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(owner._folder, recursive: true);
        }
    }
}
