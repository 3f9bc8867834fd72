// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Suti.Agent;
using Suti.Dids;
using Suti.Encodings;
using Suti.Storage.Sqlite;

namespace Suti.Benchmarks;

/// <summary>
/// An agent beside Veramo's: the same data in one SQLite file each, every commit on disk before it returns.
/// <c>SUTI_BENCH_CREDENTIALS</c> sets how many credentials there are when queries are timed; 100,000 when it is absent.
/// </summary>
internal sealed class AgentComparisons : ComparisonSource
{
    private const string Issuer = "did:example:issuer";
    private const int BatchSize = 100;

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
        Veramo("key.create", (agent, _) => agent.Keys.CreateAsync(new() { Type = "Ed25519" })),
        Veramo("did.create", (agent, _) => agent.Dids.CreateAsync("key")),
        Veramo("credential.save", (agent, _) => agent.Data.SaveCredentialAsync(new() { VerifiableCredential = Credential(NextNumber()) })),
        Veramo("credential.get", (agent, number) => agent.Data.GetCredentialAsync(new() { Hash = _hashes[number] }), isFilled: true),
        Veramo("claim.query", QueryAsync, isFilled: true),
        Veramo("claim.count", (agent, number) => agent.Queries.CountCredentialsByClaimsAsync(Find(number)), isFilled: true),
        new(
            "agent",
            "credential.save.batch.single",
            Repeat((agent, _) => agent.Data.SaveCredentialsAsync(
                new() { VerifiableCredentials = [.. Enumerable.Range(0, BatchSize).Select(_ => Credential(NextNumber()))] })),
            "our single save",
            new LocalOperation(Repeat(async (agent, _) =>
            {
                for (var index = 0; index < BatchSize; index++)
                {
                    await agent.Data.SaveCredentialAsync(new() { VerifiableCredential = Credential(NextNumber()) });
                }
            })),
            BatchSize),
        new(
            "agent",
            "dispatch.by-name.did-create",
            Repeat((agent, _) => agent.ExecuteAsync("keyManagerGetKeyManagementSystems").AsTask()),
            "did:key create",
            new LocalOperation(Repeat((agent, _) => agent.Dids.CreateAsync("key")))),
    ];

    private static async Task QueryAsync(AgentComparisons owner, IAgent agent, int number)
    {
        var found = await agent.Queries.GetCredentialsByClaimsAsync(Find(number));
        if (found.Length != 1)
        {
            throw new InvalidOperationException($"Credential {number} of {owner._filled} is not found.");
        }
    }

    private static FindRequest Find(int number) => new()
    {
        Where =
        [
            new() { Column = "type", Op = "In", Value = ["number"] },
            new() { Column = "value", Op = "In", Value = [$"n{number}"] },
        ],
    };

    private static JsonElement Credential(int number)
    {
        var token = Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes($"{{\"jti\":\"urn:credential:{number}\"}}"));
        return JsonElement.Parse($$"""
            {"@context":["https://www.w3.org/2018/credentials/v1"],"id":"urn:credential:{{number}}","type":["VerifiableCredential","Membership"],
             "issuer":{"id":"{{Issuer}}"},"issuanceDate":"2024-01-01T00:00:00.000Z",
             "credentialSubject":{"id":"did:example:{{number % 1000}}","number":"n{{number}}","name":"Member {{number}}","level":"{{(number % 7 == 0 ? "gold" : "silver")}}"},
             "proof":{"type":"JwtProof2020","jwt":"eyJhbGciOiJFZERTQSJ9.{{token}}.AAAA"} }
            """);
    }

    private Task QueryAsync(IAgent agent, int number) => QueryAsync(this, agent, number);

    private int NextNumber() => _filled + Interlocked.Increment(ref _next);

    private Comparison Veramo(string name, Func<IAgent, int, Task> run, bool isFilled = false) =>
        new("agent", name + ".veramo", Repeat(run, isFilled), "veramo", _peer.Operation(name));

    private Action<int> Repeat(Func<IAgent, int, Task> run, bool isFilled = false) => count =>
    {
        var agent = Open();
        if (isFilled)
        {
            Fill(agent);
        }

        RunAsync(agent, run, count).GetAwaiter().GetResult();
    };

    private async Task RunAsync(IAgent agent, Func<IAgent, int, Task> run, int count)
    {
        for (; count > 0; count--)
        {
            _asked = (_asked + 7919) % _filled;
            await run(agent, _asked);
        }
    }

    private IAgent Open() => _agent ??= AgentBuilder.Create()
        .UseSqlite(Path.Combine(_folder, "suti.sqlite"))
        .UseRootKey(new RawRootKey(new byte[32]))
        .AddLocalKeys()
        .AddDidKey()
        .BuildAsync().AsTask().GetAwaiter().GetResult();

    private void Fill(IAgent agent)
    {
        const int Step = 1000;
        for (var start = _hashes.Count; start < _filled; start += Step)
        {
            _hashes.AddRange(agent.Data.SaveCredentialsAsync(
                new() { VerifiableCredentials = [.. Enumerable.Range(start, Math.Min(Step, _filled - start)).Select(Credential)] }).GetAwaiter().GetResult());
        }
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
