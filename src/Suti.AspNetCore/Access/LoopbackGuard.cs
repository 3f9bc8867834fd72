// SPDX-License-Identifier: Apache-2.0

using System.Net;
using Microsoft.AspNetCore.Http;

namespace Suti.AspNetCore;

/// <summary>
/// What protects an agent that asks for no credentials: only programs of this machine are answered, and no web page in its browser, neither by
/// requests that it may send without asking nor by a name that it has led to 127.0.0.1 (DNS rebinding).
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Why a request is refused; null when it is not.</summary>
    public static string? FindProblem(HttpContext context, ISet<string> allowedOrigins)
    {
        var connection = context.Connection;
        var headers = context.Request.Headers;
        if (!IsLoopback(connection.RemoteIpAddress) || !IsLoopback(connection.LocalIpAddress)
            || headers.ContainsKey("Forwarded") || headers.ContainsKey("X-Forwarded-For"))
        {
            return "Without credentials this agent answers only programs of its own machine.";
        }

        if (!IsLoopbackHost(context.Request.Host.Host))
        {
            return "Without credentials this agent answers only to localhost, 127.0.0.1 and [::1].";
        }

        var origin = headers.Origin;
        if (origin.Count == 1 && allowedOrigins.Contains(origin.ToString()))
        {
            return null;
        }

        var site = headers["Sec-Fetch-Site"].ToString();
        return (origin.Count > 0 && !IsOwnOrigin(context.Request, origin.ToString())) || site is not ("" or "same-origin" or "none")
            ? "Without credentials this agent is not driven by web pages of others."
            : null;
    }

    /// <summary>Whether a host is this machine by its name alone.</summary>
    public static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));

    private static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsOwnOrigin(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
