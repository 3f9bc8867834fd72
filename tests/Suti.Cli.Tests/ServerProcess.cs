// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Suti.Cli.Tests;

/// <summary><c>suti server</c> in a process of its own, at a free port.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private Task<string> _rest = Task.FromResult("");

    private ServerProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => _error.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The agent's address.</summary>
    public string Url { get; private set; } = "";

    public static async Task<ServerProcess> StartAsync(CliFolder folder, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [CliFolder.Program, "server", "--server-urls", "http://127.0.0.1:0", .. options])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        folder.SetVariables(start);
        var server = new ServerProcess(Process.Start(start)!);
        try
        {
            const string Words = "Suti is at ";
            string? line;
            do
            {
                line = await server._process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            }
            while (line?.StartsWith(Words, StringComparison.Ordinal) == false);

            Assert.True(line is not null, $"The server ended: {server._error}");
            server.Url = line[Words.Length..] + "/agent";
            server._rest = server._process.StandardOutput.ReadToEndAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Asks it to stop, as a service manager does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _rest;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
