// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json.Nodes;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>The sample of identities on a chain of its own, and what npm's resolver sees of it.</summary>
public sealed class IdentitySampleInterop : IDisposable
{
    private readonly AnvilChain _chain = new();
    private readonly InteropPeer _peer = new("ethr.mjs");

    public void Dispose()
    {
        _peer.Dispose();
        _chain.Dispose();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Sample_ToItsEnd_IsSeenByNpmAsByUs()
    {
        var url = _chain.Endpoint.ToString().TrimEnd('/');
        var start = new ProcessStartInfo("dotnet", ["run", "--project", "samples/Identities", "-c", "Release", "-v", "quiet", "--", url])
        {
            WorkingDirectory = RepositoryPaths.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "the phone's key set a service and a delegate; the relayer paid: controller delegate-1 Inbox",
                "the new phone, before its lock has passed: ethereum.reverted",
                "the new phone, after it: controller delegate-3 Inbox",
            ],
            lines.Where(line => line.StartsWith("the ", StringComparison.Ordinal)));

        string Word(string name) => lines.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..];
        var theirs = _peer.Call("resolve", new JsonObject
        {
            ["rpcUrl"] = url,
            ["registry"] = Word("registry"),
            ["name"] = "development",
            ["chainId"] = 31337,
            ["did"] = Word("did"),
        })!;
        Assert.Equal("https://inbox.example/alice", (string?)theirs["didDocument"]!["service"]![0]!["serviceEndpoint"]);
        Assert.Contains(theirs["didDocument"]!["verificationMethod"]!.AsArray(), method => ((string)method!["id"]!).EndsWith("#delegate-3", StringComparison.Ordinal));
    }
}
