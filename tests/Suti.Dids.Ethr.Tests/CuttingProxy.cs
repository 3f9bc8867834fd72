// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;

namespace Suti.Dids.Ethr.Tests;

/// <summary>A way to a node that can be cut, and let through again.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _open = [];
    private readonly Uri _target;
    private bool _isCut;

    public CuttingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Endpoint = new Uri($"ws://{_listener.LocalEndpoint}/");
        _ = Task.Run(AcceptAsync);
    }

    public Uri Endpoint { get; }

    /// <summary>Breaks what is open, and refuses what comes.</summary>
    public void Cut()
    {
        lock (_open)
        {
            _isCut = true;
            _open.ForEach(client => client.Close());
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_open)
        {
            _isCut = false;
        }
    }

    public void Dispose()
    {
        Cut();
        _listener.Stop();
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
        }

        from.Close();
        to.Close();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                var node = new TcpClient();
                await node.ConnectAsync(_target.Host, _target.Port);
                lock (_open)
                {
                    if (_isCut)
                    {
                        client.Close();
                        node.Close();
                        continue;
                    }

                    _open.AddRange([client, node]);
                }

                _ = CopyAsync(client, node);
                _ = CopyAsync(node, client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
