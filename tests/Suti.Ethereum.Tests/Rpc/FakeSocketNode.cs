// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Suti.Ethereum.Tests;

/// <summary>A node over WebSocket that answers by script and says what it is told to say.</summary>
internal sealed class FakeSocketNode : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, JsonElement, string?> _answer;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Task _accepting;
    private volatile WebSocket? _socket;
    private volatile TcpClient? _client;

    /// <summary>Starts it. The script gives the result of a method as JSON, or null for no answer at all.</summary>
    public FakeSocketNode(Func<string, JsonElement, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        Endpoint = new Uri($"ws://{_listener.LocalEndpoint}/");
        _accepting = Task.Run(AcceptAsync);
    }

    public Uri Endpoint { get; }

    public int Connections { get; private set; }

    /// <summary>Sends a text to the client that is connected.</summary>
    public async Task SayAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket!.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task NotifyAsync(string subscription, string result) =>
        SayAsync($$$"""{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"{{{subscription}}}","result":{{{result}}}}}""");

    /// <summary>Breaks the connection without a word.</summary>
    public void Break() => _client!.Close();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _client?.Close();
        await _accepting;
        _sending.Dispose();
    }

    /// <summary>RFC 6455 section 4.2.2.</summary>
    private static async Task<WebSocket> ShakeHandsAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        const string Key = "Sec-WebSocket-Key: ";
        var key = head.ToString().Split("\r\n").Single(line => line.StartsWith(Key, StringComparison.OrdinalIgnoreCase))[Key.Length..];
#pragma warning disable CA5350 // The answer to a handshake is a SHA-1 (RFC 6455 §4.2.2); it protects nothing.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                var socket = await ShakeHandsAsync(client.GetStream());
                (_client, _socket) = (client, socket);
                Connections++;
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType != WebSocketMessageType.Text)
                {
                    return;
                }

                var request = JsonElement.Parse(buffer.AsSpan(0, part.Count));
                if (_answer(request.GetProperty("method").GetString()!, request.GetProperty("params")) is { } result)
                {
                    var id = request.GetProperty("id").GetInt32();
                    await SayAsync(result.StartsWith("error", StringComparison.Ordinal)
                        ? $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32000,"message":"{{{result}}}"}}"""
                        : $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""");
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or IOException)
        {
            // The client, or the test, broke the connection.
        }
    }
}
