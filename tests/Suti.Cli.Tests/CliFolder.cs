// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Suti.Cli.Tests;

/// <summary>A folder, and the real program run in it as a process of its own.</summary>
internal sealed partial class CliFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly StringBuilder _everything = new();

    public CliFolder() => Path = Directory.CreateTempSubdirectory("suti-cli-").FullName;

    public static string Program { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Suti.Cli.dll");

    public string Path { get; }

    /// <summary>All that the program ever printed here.</summary>
    public string Everything => _everything.ToString();

    /// <summary>Environment variables for the program. Those of the test that begin with SUTI_ never reach it.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a file of the mode 0600.</summary>
    public string Write(string name, string content)
    {
        using (var file = Suti.Server.PrivateFiles.Open(this[name]))
        {
            file.Write(Encoding.UTF8.GetBytes(content));
        }

        return this[name];
    }

    /// <summary>Runs a line that must succeed, and gives what it printed.</summary>
    public async Task<string> RunAsync(string line, string? input = null)
    {
        var (exitCode, output, error) = await TryAsync(line, input);
        Assert.True(exitCode == 0, $"suti {line} ended with {exitCode}:\n{output}{error}");
        return output.TrimEnd('\n');
    }

    /// <summary>Runs a line with <c>--json</c> that must succeed, and gives the JSON.</summary>
    public async Task<JsonElement> JsonAsync(string line, string? input = null) => JsonElement.Parse(await RunAsync(line + " --json", input));

    /// <summary>Runs a line. Words are separated by spaces; single quotes hold a word together.</summary>
    public async Task<(int ExitCode, string Output, string Error)> TryAsync(string line, string? input = null)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. Words().Matches(line).Select(word => word.Value.Trim('\''))])
        {
            WorkingDirectory = Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetVariables(start);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input ?? "");
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            _everything.Append(await output).Append(await error);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public void SetVariables(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SUTI_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>Remembers what another program printed here.</summary>
    public void Note(string printed) => _everything.Append(printed);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    [GeneratedRegex("'[^']*'|[^ ]+")]
    private static partial Regex Words();
}
