// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>
/// Suti.Server beside Veramo's remote server: a process each, SQLite with every commit on disk, called by the same client over 32 connections. The 99th
/// percentile of each side goes to standard error.
/// </summary>
internal sealed class HttpComparisons : ComparisonSource
{
    private const int Connections = 32;
    private const int Filled = 1000;

    private readonly HttpSide _ours;
    private readonly HttpSide _theirs;

    public HttpComparisons()
    {
        var folder = Own(new ScratchFolder());
        _ours = Own(new HttpSide("suti", folder.Path, "dotnet", Path.Combine(AppContext.BaseDirectory, "Suti.Server.dll"), "--make-root-key", "--server-urls", "http://127.0.0.1:0"));
        _theirs = Own(new HttpSide("veramo", folder.Path, "node", Path.Combine(BenchmarkPaths.Root, "tests", "peers", "bench", "http.mjs")));
    }

    public override IEnumerable<Comparison> Comparisons =>
    [
        Compare("did.create", static (side, _) => side.CallAsync("didManagerCreate", """{"provider":"did:key","kms":"local"}""")),
        Compare("credential.issue", static (side, _) => side.CallAsync("createVerifiableCredential", $$"""
            {"proofFormat":"jwt","credential":{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"issuer":{"id":"{{side.Issuer}}"},
             "issuanceDate":"2024-01-01T00:00:00.000Z","credentialSubject":{"id":"did:example:alice","degree":"MSc"} } }
            """)),
        Compare("credential.verify", static async (side, _) =>
        {
            var answer = await side.CallAsync("verifyCredential", side.VerifyRequest);
            if (!answer.Contains("\"verified\":true", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{side.Name} does not verify: {answer}");
            }
        }),
        Compare("claim.query", static async (side, number) =>
        {
            var answer = await side.CallAsync(
                "dataStoreORMGetVerifiableCredentialsByClaims",
                $$"""{"where":[{"column":"type","value":["number"]},{"column":"value","value":["n{{number % Filled}}"]}]}""");
            if (answer.Length < 20)
            {
                throw new InvalidOperationException($"{side.Name} does not find credential {number % Filled}.");
            }
        }),
    ];

    private Comparison Compare(string name, Func<HttpSide, int, Task> call) =>
        new("http", $"http.{name}.veramo", count => Run(_ours, name, call, count), "veramo", new LocalOperation(count => Run(_theirs, name, call, count)))
        {
            Prepare = Start,
        };

    private void Start()
    {
        _ours.StartAsync(Filled).GetAwaiter().GetResult();
        _theirs.StartAsync(Filled).GetAwaiter().GetResult();
    }

    private static void Run(HttpSide side, string name, Func<HttpSide, int, Task> call, int count) =>
        RunAsync(side, name, call, count).GetAwaiter().GetResult();

    private static async Task RunAsync(HttpSide side, string name, Func<HttpSide, int, Task> call, int count)
    {
        var next = -1;
        var times = new TimeSpan[count];
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Connections, count)).Select(async _ =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < count;)
            {
                var start = TimeProvider.System.GetTimestamp();
                await call(side, number);
                times[number] = TimeProvider.System.GetElapsedTime(start);
            }
        }));
        if (count >= 200)
        {
            Array.Sort(times);
            await Console.Error.WriteLineAsync($"p99 http.{name} {side.Name}: {times[count * 99 / 100].TotalMilliseconds:F1} ms of {count}");
        }
    }

    private sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("suti-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
