// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;

namespace Suti.Cli.Tests;

/// <summary>The program in a pseudo-terminal, which `script` of util-linux makes.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task Passphrase_TypedAtThePrompt_OpensTheStore()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no `script` here to make a terminal.");
        using var cli = new CliFolder();
        var (exitCode, printed) = await TypeAsync(cli, "init --passphrase", ("New passphrase of the root key: ", "correct horse"), ("again: ", "wrong horse"));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("The two answers differ.", printed, StringComparison.Ordinal);
        Assert.False(File.Exists(cli["suti.json"]));

        (exitCode, printed) = await TypeAsync(cli, "init --passphrase", ("New passphrase of the root key: ", "correct horse"), ("again: ", "correct horse"));
        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Contains("Made suti.json, .suti/.gitignore.", printed, StringComparison.Ordinal);

        (exitCode, printed) = await TypeAsync(cli, "did create --alias me", ("Passphrase of the root key: ", "correct horsf\u007fe"));
        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Contains("did:key:z6Mk", printed, StringComparison.Ordinal);

        // People get a table with a head; a person is asked before anything is deleted.
        (_, printed) = await TypeAsync(cli, "did list", ("Passphrase of the root key: ", "correct horse"));
        Assert.Contains("alias", printed, StringComparison.Ordinal);
        var did = printed.Split((char[])[' ', '\r', '\n', '\u001b'], StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith("did:key:", StringComparison.Ordinal));
        (exitCode, printed) = await TypeAsync(cli, $"did delete {did}", ("Go on? [y/N] ", "n"));
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("Nothing was done.", printed, StringComparison.Ordinal);
        (exitCode, _) = await TypeAsync(cli, $"did delete {did}", ("Go on? [y/N] ", "y"), ("Passphrase of the root key: ", "correct horse"));
        Assert.Equal(ExitCodes.Success, exitCode);

        (exitCode, printed) = await TypeAsync(cli, "did list", ("Passphrase of the root key: ", "wrong horse"));
        Assert.Equal(ExitCodes.Configuration, exitCode);
        Assert.Contains("record.wrong-root-key", printed, StringComparison.Ordinal);

        Assert.DoesNotContain("horse", cli.Everything, StringComparison.Ordinal);

        var (piped, _, error) = await cli.TryAsync("did list", "correct horse\n");
        Assert.Equal(ExitCodes.Configuration, piped);
        Assert.Contains("config.passphrase-missing", error, StringComparison.Ordinal);
        cli.Variables["SUTI_PASSPHRASE"] = "correct horse";
        Assert.Equal("", await cli.RunAsync("did list"));
    }

    [Fact]
    public async Task Sdr_AnswersTypedAtThePrompts_BecomeARequest()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no `script` here to make a terminal.");
        using var cli = new CliFolder();
        await cli.RunAsync("init");
        var did = (await cli.JsonAsync("did create --alias me")).GetProperty("did").GetString()!;
        var (exitCode, printed) = await TypeAsync(
            cli,
            "sdr create",
            ("The name of a claim: ", "name"),
            ("(may be empty): ", "to greet you"),
            ("essential? [y/N] ", "y"),
            ("(empty to end): ", ""),
            ("The DID that asks: ", did),
            ("(may be empty): ", ""),
            ("(may be empty): ", "t-1"));
        Assert.Equal(ExitCodes.Success, exitCode);
        var token = printed.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Last(word => word.StartsWith("eyJ", StringComparison.Ordinal));
        var claims = Encoding.UTF8.GetString(Suti.Encodings.Base64Url.Decode(token.Split('.')[1]));
        Assert.Contains("""{"reason":"to greet you","essential":true,"claimType":"name"}""", claims, StringComparison.Ordinal);
        Assert.Contains("\"tag\":\"t-1\"", claims, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Printed)> TypeAsync(CliFolder cli, string line, params (string Prompt, string Answer)[] dialogue)
    {
        // `script` gives the exit code of what it ran with --return.
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", $"dotnet '{CliFolder.Program}' {line}", "/dev/null"])
        {
            WorkingDirectory = cli.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["NO_COLOR"] = "1";
        cli.SetVariables(start);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var printed = new StringBuilder();
        try
        {
            var from = 0;
            foreach (var (prompt, answer) in dialogue)
            {
                await ReadUntilAsync(process.StandardOutput, printed, prompt, from, patience.Token);
                from = printed.Length;
                await process.StandardInput.WriteAsync(answer + "\r");
                await process.StandardInput.FlushAsync(patience.Token);
            }

            await ReadUntilAsync(process.StandardOutput, printed, null, from, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            cli.Note(printed.ToString());
            return (process.ExitCode, printed.ToString());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task ReadUntilAsync(StreamReader output, StringBuilder printed, string? prompt, int from, CancellationToken cancellationToken)
    {
        var buffer = new char[1024];
        while (prompt is null || !printed.ToString(from, printed.Length - from).Contains(prompt, StringComparison.Ordinal))
        {
            var count = await output.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                Assert.True(prompt is null, $"The program ended before it asked \"{prompt}\":\n{printed}");
                return;
            }

            printed.Append(buffer, 0, count);
        }
    }
}
