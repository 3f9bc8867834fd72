// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Suti.Testing;

/// <summary>
/// An Ethereum chain of its own on a free port of this machine, which ends with the fixture. A block is made for each transaction; the
/// accounts have what <see cref="FundAsync"/> gives them. Where the process of the tests is killed, the chain ends with its input.
/// </summary>
public sealed class AnvilChain : IDisposable
{
    private const string Listening = "Listening on 127.0.0.1:";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    /// <summary>Starts a chain of the id 31337; skips the test where anvil is not installed, except under <c>CI=true</c>.</summary>
    public AnvilChain()
    {
        var program = Path.Combine(
            RepositoryPaths.Root, "tests", "peers", "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        if (!File.Exists(program))
        {
            Assert.SkipUnless(TestVectors.IsContinuousIntegration, "anvil of tests/peers is not installed; run eng/prepare.");
            Assert.Fail("anvil of tests/peers is not installed.");
        }

        // The shell ends anvil when its own input ends, which happens however this process ends.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" \"$@\" & child=$!; read -r _; kill $child 2>/dev/null; wait $child 2>/dev/null", program, "--port", "0", "--host", "127.0.0.1"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("anvil does not start.");
        Endpoint = new Uri($"http://127.0.0.1:{ReadPort()}/");

        // Its log goes on; an unread pipe would stop it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Where the chain answers.</summary>
    public Uri Endpoint { get; }

    /// <summary>Calls a method of the node.</summary>
    public async Task<JsonNode?> CallAsync(string method, params JsonNode?[] parameters)
    {
        var body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(Endpoint, content);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(answer["error"] is null, $"{method}: {answer["error"]}");
        return answer["result"];
    }

    /// <summary>Gives an account a thousand ether.</summary>
    public Task FundAsync(string address) => CallAsync("anvil_setBalance", address, "0x3635c9adc5dea00000");

    /// <summary>Makes blocks without transactions.</summary>
    public Task MineAsync(int count = 1) => CallAsync("anvil_mine", "0x" + count.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>Lets the clock of the chain jump ahead and makes a block there.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await CallAsync("evm_increaseTime", (long)by.TotalSeconds);
        await MineAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private int ReadPort()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                return int.Parse(line.AsSpan(at + Listening.Length).Trim(), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("anvil ended before it listened.");
    }
}
