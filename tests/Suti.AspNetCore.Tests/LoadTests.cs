// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Suti.Agent;
using Suti.Agent.Client;

namespace Suti.AspNetCore.Tests;

/// <summary>
/// 64 connections for a minute (<c>SUTI_LOAD_SECONDS</c>), a quarter of them faulty: no honest caller sees an error, and memory returns to rest.
/// </summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Honest = 48;
    private const int Faulty = 16;
    private const long Slack = 64L << 20;

    [Fact]
    [Trait("Category", "Slow")]
    [Trait("Category", "Statistical")]
    public async Task Load_WithFaults_HarmsNoHonestCaller()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("SUTI_LOAD_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await TestServer.StartAsync();
        await using (var warm = AgentClient.Connect(server.AgentAddress))
        {
            await WorkAsync(warm, 0, 0, cancellation);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(TimeSpan.FromSeconds(seconds));
        var done = 0L;
        var faults = 0L;
        var honest = Enumerable.Range(0, Honest).Select(number => Task.Run(
            async () =>
            {
                await using var agent = AgentClient.Connect(server.AgentAddress);
                for (var round = 0; !end.IsCancellationRequested; round++)
                {
                    await WorkAsync(agent, number, round, cancellation);
                    Interlocked.Increment(ref done);
                }
            },
            cancellation));
        var faulty = Enumerable.Range(0, Faulty).Select(number => Task.Run(
            async () =>
            {
                for (var round = number; !end.IsCancellationRequested; round++)
                {
                    await MisbehaveAsync(server.Address.Port, round, end.Token);
                    Interlocked.Increment(ref faults);
                }
            },
            cancellation));
        await Task.WhenAll([.. honest, .. faulty]);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"{done} rounds of honest callers, {faults} faults, memory {before >> 20} MiB before and {after >> 20} MiB after");
        Assert.True(done > Honest, "Nobody was served.");
        Assert.True(faults > Faulty, "Nobody misbehaved.");
        Assert.True(after < before + Slack, $"{before} bytes before, {after} bytes after");
    }

    /// <summary>Writes, reads and asks for something that is not there: the answers are what they would be alone.</summary>
    private static async Task WorkAsync(IAgent agent, int number, int round, CancellationToken cancellation)
    {
        var key = $"load-{number}";
        var value = System.Text.Json.JsonElement.Parse(round.ToString(CultureInfo.InvariantCulture));
        Assert.True(await agent.KeyValues.SetAsync(new() { Key = key, Value = value }, cancellation));
        Assert.Equal(round, (await agent.KeyValues.GetAsync(new() { Key = key }, cancellation))!.Value.GetInt32());
        var failure = await Assert.ThrowsAsync<SutiException>(() => agent.Dids.GetAsync(new() { Did = "did:key:zNobody" }, cancellation));
        Assert.Equal(ManagedDidErrorCodes.NotFound, failure.Code);
    }

    private static async Task MisbehaveAsync(int port, int kind, CancellationToken cancellation)
    {
        const string Head = "POST /agent/keyValueStoreSet HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            var stream = socket.GetStream();
            switch (kind % 4)
            {
                case 0: // Half a body, then gone.
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Head + "Content-Length: 1000\r\n\r\n{\"key\":"), cancellation);
                    socket.LingerState = new LingerOption(true, 0);
                    break;
                case 1: // A body that comes byte by byte.
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Head + "Content-Length: 1000\r\n\r\n"), cancellation);
                    for (var count = 0; count < 20; count++)
                    {
                        await stream.WriteAsync("{"u8.ToArray(), cancellation);
                        await Task.Delay(20, cancellation);
                    }

                    break;
                case 2: // No HTTP at all.
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('\u0001', 5000) + "\r\n\r\n"), cancellation);
                    _ = await stream.ReadAsync(new byte[512], cancellation);
                    break;
                default: // More than is taken.
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Head + "Content-Length: 99999999999\r\n\r\n"), cancellation);
                    _ = await stream.ReadAsync(new byte[512], cancellation);
                    break;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The server ended the connection, or the test is over.
        }
    }
}
