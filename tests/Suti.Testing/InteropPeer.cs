// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Suti.Testing;

/// <summary>
/// A Node process that runs one script of <c>tests/peers/interop</c>: a line of JSON goes in for each call, one comes back. It
/// ends with the test class that owns it.
/// </summary>
public sealed class InteropPeer : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts a script; skips the test where the npm packages are not installed, except under <c>CI=true</c>.</summary>
    public InteropPeer(string script)
    {
        var folder = Path.Combine(RepositoryPaths.Root, "tests", "peers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Assert.SkipUnless(TestVectors.IsContinuousIntegration, "The npm packages of tests/peers are not installed; run eng/prepare.");
            Assert.Fail("The npm packages of tests/peers are not installed.");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(folder, "interop", script)])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
    }

    /// <summary>Calls an operation of the script; fails the test when it throws.</summary>
    public JsonNode? Call(string operation, JsonObject arguments)
    {
        var answer = Exchange(operation, arguments);
        Assert.True(answer["error"] is null, $"{operation}: {answer["error"]}");
        return answer["result"];
    }

    /// <summary>Calls an operation of the script that must throw.</summary>
    public string Refusal(string operation, JsonObject arguments)
    {
        var answer = Exchange(operation, arguments);
        Assert.True(answer["error"] is not null, $"{operation} was expected to refuse and gave {answer["result"]}.");
        return (string)answer["error"]!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(2000))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private JsonObject Exchange(string operation, JsonObject arguments)
    {
        _process.StandardInput.WriteLine(new JsonObject { ["operation"] = operation, ["arguments"] = arguments }.ToJsonString());
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine();
        return line is null
            ? throw new InvalidOperationException($"The peer ended in the middle of {operation}.")
            : JsonNode.Parse(line)!.AsObject();
    }
}
