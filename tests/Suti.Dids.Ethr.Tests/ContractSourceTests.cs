// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Suti.Testing;

namespace Suti.Dids.Ethr.Tests;

/// <summary>The sources of the contracts, by their own tools.</summary>
[Trait("Category", "Contracts")]
public sealed class ContractSourceTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "contracts");

    [Fact]
    public void Artifacts_AreWhatTheSourcesGive() => Assert.Equal(0, Run("node", "build.mjs", "--check"));

    [Fact]
    public void SolidityTests_WithFuzzingAndInvariants_Pass() => Assert.Equal(0, Run(Forge(), "test", "--offline"));

    [Fact]
    public void Gas_IsThatOfTheSnapshot() =>
        Assert.Equal(0, Run(Forge(), "snapshot", "--offline", "--match-test", "^test_", "--check", "gas.snapshot"));

    private static string Forge() => Path.Combine(Folder, "node_modules", "@foundry-rs", "forge-linux-amd64", "bin", "forge");

    private int Run(string program, params string[] arguments)
    {
        if (!File.Exists(Forge()))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "The npm packages of contracts are not installed; run eng/prepare.");
            Assert.Fail("The npm packages of contracts are not installed.");
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        output.WriteLine(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        output.WriteLine(errors.GetAwaiter().GetResult());
        return process.ExitCode;
    }
}
