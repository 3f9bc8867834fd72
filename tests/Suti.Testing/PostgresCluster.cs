// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Suti.Testing;

/// <summary>
/// A PostgreSQL server of its own, in a folder of its own, on a free port of this machine; gone when it is disposed of. A test
/// assembly makes it its fixture, and gives each test a schema.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";

    private readonly int _port = FindPort();
    private DirectoryInfo? _folder;
    private Process? _server;
    private string? _missing;

    /// <summary>How to reach it, as Npgsql takes it. Skips the test where PostgreSQL is not installed, except under <c>CI=true</c>.</summary>
    public string ConnectionString
    {
        get
        {
            Assert.SkipUnless(_missing is null || TestVectors.IsContinuousIntegration, _missing ?? string.Empty);
            Assert.True(_missing is null, _missing);
            return $"Host=127.0.0.1;Port={_port};Database=postgres;Username=suti;Timeout=10;Command Timeout=60";
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path.Combine(Binaries, "initdb")))
        {
            _missing = "PostgreSQL is not installed; run eng/prepare.";
            return;
        }

        _folder = Directory.CreateTempSubdirectory("suti-postgres-");
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", ["postgres", _folder.FullName]);
        }

        await RunAsync("initdb", ["-D", DataFolder, "-U", "suti", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        await StartAsync();
    }

    /// <summary>Starts the server, after a crash too, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _server = Process.Start(Prepare(
            "postgres",
            [
                "-D", DataFolder, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", _folder!.FullName,
                "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "log_destination=stderr", "-c", "logging_collector=on",
            ]));
        await RunAsync("pg_isready", ["-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-q"], attempts: 200);
    }

    /// <summary>Ends the server at once, as a crash does: nothing is written that was not written yet.</summary>
    public async Task CrashAsync()
    {
        await RunAsync("kill", ["-QUIT", _server!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _server.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            await CrashAsync();
        }

        _server?.Dispose();
        _folder?.Delete(recursive: true);
    }

    private string DataFolder => Path.Combine(_folder!.FullName, "data");

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root: then it runs as its own user.</summary>
    private static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments)
    {
        var path = Path.Combine(Binaries, program);
        var isOurs = File.Exists(path);
        var start = isOurs && Environment.UserName == "root"
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(isOurs ? path : program, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.UseShellExecute = false;
        start.RedirectStandardOutput = program == "initdb";
        return start;
    }

    private static async Task RunAsync(string program, string[] arguments, int attempts = 1)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var process = Process.Start(Prepare(program, arguments)) ?? throw new InvalidOperationException($"{program} does not start.");
            var output = process.StartInfo.RedirectStandardOutput ? await process.StandardOutput.ReadToEndAsync() : string.Empty;
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                return;
            }

            Assert.True(attempt < attempts, $"{program} failed: {output}");
            await Task.Delay(20);
        }
    }
}
