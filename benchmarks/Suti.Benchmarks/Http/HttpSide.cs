// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Suti.Benchmarks;

/// <summary>One of two servers that are called alike.</summary>
internal sealed class HttpSide(string name, string folder, string program, params string[] arguments) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 32 });
    private Process? _process;

    public string Name { get; } = name;

    /// <summary>The DID that issues.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>A request to verify a credential of the issuer.</summary>
    public string VerifyRequest { get; private set; } = "";

    /// <summary>Starts the process, says how long it took to the first answer and how much it holds, and fills it.</summary>
    public async Task StartAsync(int credentials)
    {
        if (_process is not null)
        {
            return;
        }

        var start = TimeProvider.System.GetTimestamp();
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string? line;
        do
        {
            line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} does not start.");
        }
        while (!line.Contains("http://127.0.0.1:", StringComparison.Ordinal));
        var address = line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim();
        _http.BaseAddress = new Uri(address.EndsWith("/agent/", StringComparison.Ordinal) ? address : address + "/agent/");
        _ = Task.Run(async () =>
        {
            while (await _process.StandardOutput.ReadLineAsync() is not null)
            {
                // What is not read would stop it in the end.
            }
        });
        Issuer = JsonElement.Parse(await CallAsync("didManagerCreate", """{"provider":"did:key","kms":"local"}""")).GetProperty("did").GetString()!;
        var ready = TimeProvider.System.GetElapsedTime(start);
        _process.Refresh();
        await Console.Error.WriteLineAsync($"start http {Name}: first answer after {ready.TotalMilliseconds:F0} ms, {_process.WorkingSet64 >> 20} MiB");
        var credential = await CallAsync("createVerifiableCredential", $$"""
            {"proofFormat":"jwt","credential":{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"issuer":{"id":"{{Issuer}}"},
             "issuanceDate":"2024-01-01T00:00:00.000Z","credentialSubject":{"id":"did:example:alice","degree":"MSc"} } }
            """);
        VerifyRequest = $$"""{"credential":{{credential}} }""";
        for (var number = 0; number < credentials; number++)
        {
            await CallAsync("dataStoreSaveVerifiableCredential", $$"""
                {"verifiableCredential":{"@context":["https://www.w3.org/2018/credentials/v1"],"id":"urn:credential:{{number}}","type":["VerifiableCredential","Membership"],
                 "issuer":{"id":"{{Issuer}}"},"issuanceDate":"2024-01-01T00:00:00.000Z","credentialSubject":{"id":"did:example:{{number % 100}}","number":"n{{number}}"},
                 "proof":{"type":"JwtProof2020","jwt":"eyJhbGciOiJFZERTQSJ9.e30.AAAA{{number}}"} } }
                """);
        }
    }

    /// <summary>Calls an operation; anything but a success ends the run.</summary>
    public async Task<string> CallAsync(string operation, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(operation, UriKind.Relative), content);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{Name} answered {operation} with {(int)response.StatusCode}: {body}");
    }

    public void Dispose()
    {
        _http.Dispose();
        if (_process is null)
        {
            return;
        }

        _process.StandardInput.Close();
        if (!_process.WaitForExit(500))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
