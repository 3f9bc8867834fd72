// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Suti.Dids;

/// <summary>Connections that are only made to addresses that are allowed. Not for browsers, which have no sockets.</summary>
[UnsupportedOSPlatform("browser")]
internal static class GuardedSockets
{
    public static SocketsHttpHandler CreateHandler(GuardedHttpOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would resolve names itself, where nothing is checked.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, cancellationToken) =>
            await ConnectAsync(options, context.DnsEndPoint, cancellationToken).ConfigureAwait(false),
    };

    private static async Task<Stream> ConnectAsync(GuardedHttpOptions options, DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(endPoint.Host, out var literal) ? [literal]
            : options.ResolveHost is { } resolve ? await resolve(endPoint.Host, cancellationToken).ConfigureAwait(false)
            : await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken).ConfigureAwait(false);

        // All of them must be public: a name with one private address among public ones is an attack or a mistake.
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, options.IsAllowed))
        {
            throw new HttpRequestException("The name leads to no address, or to one that is not public.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
