// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Agent;
using Suti.Credentials;
using Suti.Dids;
using Suti.Encodings;
using Suti.Storage.Sqlite;

namespace Suti.Benchmarks;

/// <summary>Requests answered from a SQLite store of 10,000 credentials, beside the same answer by looking at every one of them.</summary>
internal sealed class CredentialSearchComparisons : ComparisonSource
{
    private const int Count = 10_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("suti-bench-").FullName;
    private IAgent? _agent;
    private int _asked;

    public CredentialSearchComparisons() => Own(new Ending(this));

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("credentials", "dcql.match.scan", Repeat(MatchAsync), "scan of all", new LocalOperation(Repeat(ScanAsync))) { Prepare = Fill },
    ];

    private static string Query(int number) => $$"""
        {"credentials":[{"id":"member","format":"jwt_vc_json","meta":{"type_values":[["Membership"]]},
         "claims":[{"path":["credentialSubject","number"],"values":["n{{number}}"]},{"path":["credentialSubject","level"]}]}]}
        """;

    private static async Task MatchAsync(IAgent agent, int number)
    {
        var found = await agent.CredentialRequests.MatchDcqlAsync(new() { Query = JsonElement.Parse(Query(number)) });
        Require(found.Satisfied && found.Credentials[0].Matches.Count == 1);
    }

    private static async Task ScanAsync(IAgent agent, int number)
    {
        var all = new List<VerifiableCredential>(Count);
        foreach (var kept in await agent.Queries.GetCredentialsAsync(new()))
        {
            if (VerifiableCredential.TryRead(kept.VerifiableCredential, out var credential, out _))
            {
                all.Add(credential);
            }
        }

        var answer = DcqlQuery.Parse(Query(number)).Evaluate(all);
        Require(answer.IsSatisfied && answer.Matches["member"].Count == 1);
    }

    private static void Require(bool found)
    {
        if (!found)
        {
            throw new InvalidOperationException("The credential is not found.");
        }
    }

    /// <summary>Not signed: what is measured is the search.</summary>
    private static JsonElement Create(int number)
    {
        var payload = $$"""
            {"iss":"did:example:issuer","sub":"did:example:{{number % 1000}}","nbf":1700000000,"vc":{"@context":["https://www.w3.org/2018/credentials/v1"],
             "type":["VerifiableCredential","Membership"],"credentialSubject":{"number":"n{{number}}","level":"{{(number % 7 == 0 ? "gold" : "silver")}}"} } }
            """;
        return JsonElement.Parse($"\"{Encode("""{"alg":"EdDSA","typ":"JWT"}""")}.{Encode(payload)}.AAAA\"");
    }

    private static string Encode(string json) => Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));

    private Action<int> Repeat(Func<IAgent, int, Task> run) => count =>
    {
        for (; count > 0; count--)
        {
            run(_agent!, (int)((uint)Interlocked.Add(ref _asked, 7919) % Count)).GetAwaiter().GetResult();
        }
    };

    private void Fill()
    {
        const int Step = 1000;
        if (_agent is not null)
        {
            return;
        }

        _agent = AgentBuilder.Create()
            .UseSqlite(Path.Combine(_folder, "suti.sqlite")).UseRootKey(new RawRootKey(new byte[32]))
            .AddLocalKeys().AddDidKey().AddJwtCredentials().AddCredentialRequests()
            .BuildAsync().AsTask().GetAwaiter().GetResult();
        for (var start = 0; start < Count; start += Step)
        {
            _agent.Data.SaveCredentialsAsync(new() { VerifiableCredentials = [.. Enumerable.Range(start, Step).Select(Create)] }).GetAwaiter().GetResult();
        }
    }

    private sealed class Ending(CredentialSearchComparisons owner) : IDisposable
    {
        public void Dispose()
        {
            owner._agent?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(owner._folder, recursive: true);
        }
    }
}
