// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Suti.Benchmarks;

/// <summary>
/// A Node process that runs one script of <c>tests/peers/bench</c>. A line <c>NAME COUNT CALLERS</c> goes in, the nanoseconds
/// that it took come back. Arguments of the script are asked for when it starts.
/// </summary>
internal sealed class NodePeer(string script, Func<string[]>? arguments = null) : IDisposable
{
    private Process? _process;

    /// <summary>An operation that the peer's script knows by name. The process starts with the first one that runs.</summary>
    public ITimedOperation Operation(string name, int callers = 1) => new NodeOperation(this, name, callers);

    public TimeSpan Run(string operation, int count, int callers = 1)
    {
        _process ??= Start();
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation} {count} {callers}"));
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine();
        return long.TryParse(answer, CultureInfo.InvariantCulture, out var nanoseconds)
            ? TimeSpan.FromTicks(Math.Max(1, nanoseconds / 100))
            : throw new InvalidOperationException($"The peer answered '{answer}' to {operation}.");
    }

    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        _process.StandardInput.Close();
        if (!_process.WaitForExit(2000))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private Process Start()
    {
        var peers = Path.Combine(BenchmarkPaths.Root, "tests", "peers");
        var start = new ProcessStartInfo("node", [Path.Combine(peers, "bench", script), .. arguments?.Invoke() ?? []])
        {
            WorkingDirectory = peers,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
    }
}
