// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using Suti.Testing;

namespace Suti.Cli.Tests;

public sealed class GuideTests
{
    /// <summary>Every block that is marked as run goes to one shell, word for word, where <c>suti</c> is the tool.</summary>
    [Fact]
    public async Task Guide_ShellBlocks_RunWordForWord()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        var lines = Blocks(await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "guides", "cli.md")));
        Assert.True(lines.Length > 15);
        using var cli = new CliFolder();
        var printed = await RunAsync(cli, lines);
        Assert.DoesNotContain((await File.ReadAllTextAsync(cli[".suti/root.key"])).Trim(), printed, StringComparison.Ordinal);
    }

    /// <summary>The same for the story of an issuer, a holder and a verifier, beside a server. It waits for a status list to be published anew.</summary>
    [Fact]
    public async Task CredentialGuide_ShellBlocks_RunWordForWord()
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && File.Exists("/usr/bin/curl") && File.Exists("/usr/bin/jq"), "There is no bash here, no curl, or no jq.");
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        using var server = await ServerProcess.StartAsync(cli, "--http-allow-loopback", "true");
        var lines = Blocks(await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "guides", "credentials.md")));
        Assert.Contains("http://127.0.0.1:7884", lines, StringComparison.Ordinal);
        await RunAsync(cli, lines.Replace("http://127.0.0.1:7884", server.Url[..^"/agent".Length], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bash", "complete -F _suti suti")]
    [InlineData("zsh", "compdef _suti suti")]
    [InlineData("fish", "complete --command suti")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task Completion_ForEachShell_AsksTheProgram(string shell, string words)
    {
        using var cli = new CliFolder();
        var script = await cli.RunAsync($"completion {shell}");
        Assert.Contains(words, script, StringComparison.Ordinal);
        Assert.Contains("suti complete --position", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_InBash_FindsCommandsOptionsAndOperations()
    {
        using var cli = new CliFolder();
        Assert.Equal("create", await cli.RunAsync("complete 'suti did cr'"));
        Assert.Contains("--alias", (await cli.RunAsync("complete 'suti did create --a'")).Split('\n'));
        Assert.Contains("keyManagerGet", (await cli.RunAsync("complete 'suti execute keyManagerG'")).Split('\n'));
        Assert.Equal("create", await cli.RunAsync("complete --position 11 'suti did cr --json'"));
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        cli.Write("try.bash", $$"""
            suti() { dotnet '{{CliFolder.Program}}' "$@"; }
            eval "$(suti completion bash)"
            COMP_LINE='suti did cr'
            COMP_POINT=${#COMP_LINE}
            _suti
            echo "${COMPREPLY[@]}"
            """);
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", [cli["try.bash"]]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync();
        Assert.Equal("create\n", printed);
    }

    /// <summary>Runs lines in one shell, in the folder, and gives what they printed.</summary>
    private static async Task<string> RunAsync(CliFolder cli, string lines)
    {
        using var tools = new CliFolder();
        tools.Write("suti", $"#!/bin/sh\nexec dotnet '{CliFolder.Program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tools["suti"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo("/bin/bash", ["-e", "-o", "pipefail"])
        {
            WorkingDirectory = cli.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        cli.SetVariables(start);
        start.Environment["PATH"] = tools.Path + Path.PathSeparator + start.Environment["PATH"];
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();

            // Commands must not read the script, which comes from the same input: it is a function of its own.
            await process.StandardInput.WriteAsync($"guide() {{\n{lines}}}\nguide < /dev/null\necho all run\n");
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(10));
            Assert.True(process.ExitCode == 0, await output + await error);
            Assert.EndsWith("all run\n", await output, StringComparison.Ordinal);
            return await output + await error;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Blocks(string document)
    {
        var lines = new StringBuilder();
        var isInside = false;
        foreach (var line in document.Split('\n'))
        {
            if (line == "```sh run")
            {
                isInside = true;
            }
            else if (line == "```")
            {
                isInside = false;
            }
            else if (isInside)
            {
                lines.Append(line).Append('\n');
            }
        }

        return lines.ToString();
    }
}
