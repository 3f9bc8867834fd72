// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Suti.Server.Tests;

/// <summary>The server from its first start to its stop, and what it says when it cannot start.</summary>
public sealed class ServerProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Life_OfAServer_KeepsItsDataAndStopsWhenTold()
    {
        using var folder = new TemporaryFolder();
        var address = ServerProcess.FreeAddress();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        string did;
        using (var first = new ServerProcess(folder.Path, "--make-root-key", "--server-urls", address))
        {
            await first.StartedAsync(Cancellation);
            Assert.Contains($"curl -s {address}/agent/didManagerCreate", first.Output, StringComparison.Ordinal);
            did = await PostAsync(http, "didManagerCreate", """{"alias":"alice"}""");
            foreach (var path in new[] { "health/ready", "open-api.json", "page/", "metrics", "" })
            {
                using var response = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }

            using var taken = new ServerProcess(folder.Path, "--server-urls", address);
            Assert.Equal(ServerProgram.Failed, await taken.EndAsync(Cancellation));
            Assert.Contains("Something listens already", taken.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", taken.Output, StringComparison.Ordinal);
            first.Terminate();
            Assert.Equal(ServerProgram.Stopped, await first.EndAsync(Cancellation));
        }

        var key = Path.Combine(folder.Path, ".suti", "root.key");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        using (var second = new ServerProcess(folder.Path, "--make-root-key", "--server-urls", address))
        {
            await second.StartedAsync(Cancellation);
            Assert.Equal(did, await PostAsync(http, "didManagerGetByAlias", """{"alias":"alice"}"""));
            Assert.DoesNotContain(await File.ReadAllTextAsync(key, Cancellation), second.Output, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(key, new string('0', 64), Cancellation);
        using var wrong = new ServerProcess(folder.Path, "--server-urls", address);
        Assert.Equal(ServerProgram.Failed, await wrong.EndAsync(Cancellation));
        Assert.Contains(RecordErrorCodes.WrongRootKey, wrong.Output, StringComparison.Ordinal);

        File.Delete(key);
        using var lost = new ServerProcess(folder.Path, "--make-root-key", "--server-urls", address);
        Assert.Equal(ServerProgram.Failed, await lost.EndAsync(Cancellation));
        Assert.False(File.Exists(key));
    }

    [Theory]
    [InlineData("--nope", "1", ServerProgram.Misused, "There is no option --nope")]
    [InlineData("--server-urls", null, ServerProgram.Misused, "--server-urls needs a value")]
    [InlineData("--config", "absent.json", ServerProgram.Failed, "config.not-found")]
    [InlineData("--config", "broken.json", ServerProgram.Failed, "broken.json is not JSON")]
    [InlineData("--server-urls", "https://127.0.0.1:1", ServerProgram.Failed, "Let a proxy")]
    [InlineData("--help", null, ServerProgram.Stopped, "--server-urls")]
    public async Task Start_ThatCannotBe_SaysWhy(string option, string? value, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "broken.json"), "{", Cancellation);
        using var server = new ServerProcess(folder.Path, value is null ? [option] : [option, value]);
        Assert.Equal(exitCode, await server.EndAsync(Cancellation));
        Assert.Contains(message, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WhileARequestRuns_FinishesItFirst()
    {
        using var folder = new TemporaryFolder();
        var address = new Uri(ServerProcess.FreeAddress());
        using var server = new ServerProcess(folder.Path, "--make-root-key", "--server-urls", address.AbsoluteUri);
        await server.StartedAsync(Cancellation);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, Cancellation);
        var stream = socket.GetStream();
        const string Body = """{"alias":"late"}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /agent/didManagerCreate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..5]}"), Cancellation);

        // The server has the request once it answers another that came later.
        using var http = new HttpClient { BaseAddress = address };
        _ = await http.GetStringAsync(new Uri("health/live", UriKind.Relative), Cancellation);
        server.Terminate();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]), Cancellation);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(Cancellation));
        Assert.Equal(ServerProgram.Stopped, await server.EndAsync(Cancellation));
    }

    private static async Task<string> PostAsync(HttpClient http, string operation, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("agent/" + operation, UriKind.Relative), content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("did").GetString()!;
    }
}
