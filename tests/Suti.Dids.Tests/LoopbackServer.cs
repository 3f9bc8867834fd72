// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Suti.Dids.Tests;

/// <summary>A tiny HTTP server on a free loopback port. Each path answers with the bytes that the test gives it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _loop;
    private int _requests;

    public LoopbackServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = RunAsync();
    }

    public int Requests => _requests;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Did => string.Create(CultureInfo.InvariantCulture, $"did:web:127.0.0.1%3A{Port}");

    public static Task WriteAsync(Stream stream, string status, string headers, string body, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}"), cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[8192];
                var length = 0;
                while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(length), _end.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    length += read;
                }

                Interlocked.Increment(ref _requests);
                await _answer(Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1], stream, _end.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
