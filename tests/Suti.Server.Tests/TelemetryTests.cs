// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Suti.Server.Tests;

/// <summary>What a collector of telemetry gets, and what it does not.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_WithACollector_ArriveBeforeTheServerEnds()
    {
        using var folder = new TemporaryFolder();
        var collectorAddress = ServerProcess.FreeAddress();
        using var collector = new HttpListener { Prefixes = { collectorAddress + "/" } };
        collector.Start();
        var received = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var collecting = CollectAsync(collector, received);

        var address = ServerProcess.FreeAddress();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using (var server = new ServerProcess(folder.Path, "--make-root-key", "--server-urls", address, "--server-telemetry-url", collectorAddress))
        {
            await server.StartedAsync(Cancellation);
            using var content = new StringContent("""{"alias":"a secret name"}""", Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("agent/didManagerCreate", UriKind.Relative), content, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            server.Terminate();
            Assert.Equal(ServerProgram.Stopped, await server.EndAsync(Cancellation));
        }

        collector.Stop();
        await collecting;
        Assert.Contains("suti.http.operation.duration", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("didManagerCreate", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain("a secret name", string.Concat(received.Values), StringComparison.Ordinal);
    }

    private static async Task CollectAsync(HttpListener collector, ConcurrentDictionary<string, string> received)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await collector.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            context.Response.Close();
        }
    }
}
