// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Suti.Benchmarks;

/// <summary>An Ethereum chain on a free port of this machine, from npm. The shell around it ends it however this process ends.</summary>
internal sealed class AnvilProcess : IDisposable
{
    private const string Listening = "Listening on 127.0.0.1:";

    private readonly Process _process;

    public AnvilProcess()
    {
        var program = Path.Combine(BenchmarkPaths.Root, "tests", "peers", "node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" \"$@\" & child=$!; read -r _; kill $child 2>/dev/null; wait $child 2>/dev/null", program, "--port", "0", "--host", "127.0.0.1"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("anvil does not start.");
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ReadPort()}/"));
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public Uri Endpoint { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill(entireProcessTree: true);
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
