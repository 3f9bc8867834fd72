// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Suti.Agent.Client;

/// <summary>Connects to agents elsewhere.</summary>
/// <example>
/// <code>
/// await using var agent = AgentClient.Connect(new Uri("https://agent.example/agent"), token);
/// </code>
/// </example>
public static class AgentClient
{
    /// <summary>Connects to an agent. Nothing is sent before the first call.</summary>
    /// <param name="address">Where its operations are: <c>https://agent.example/agent</c>.</param>
    /// <param name="token">The API key or other bearer token; null for none.</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP, or a token would travel in clear text.</exception>
    public static IAgent Connect(Uri address, string? token = null) => Connect(address, new AgentClientOptions { Token = token });

    /// <summary>Connects to an agent.</summary>
    /// <param name="address">Where its operations are.</param>
    /// <param name="options">How to call it.</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP, or a token would travel in clear text.</exception>
    public static IAgent Connect(Uri address, AgentClientOptions options)
    {
        // A redirect would carry requests, and what is in them, to where nobody chose to send them.
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        try
        {
            return Connect(http, address, options, owned: http);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Connects to an agent over a client of the caller, who disposes of it.</summary>
    /// <param name="http">The client. Its own timeout counts as well, and should be longer.</param>
    /// <param name="address">Where the operations of the agent are.</param>
    /// <param name="options">How to call it; the defaults when null.</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP, or a token would travel in clear text.</exception>
    public static IAgent Connect(HttpClient http, Uri address, AgentClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        return Connect(http, address, options ?? new(), owned: null);
    }

    /// <summary>Adds an agent elsewhere to an application: <see cref="IAgent"/> is then a service.</summary>
    /// <exception cref="ArgumentException">The address is not one of HTTP, or a token would travel in clear text.</exception>
    public static IServiceCollection AddRemoteAgent(this IServiceCollection services, Uri address, AgentClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new();
        AgentAddress.Check(address, options);
        services.TryAddSingleton(_ => Connect(address, options));
        return services;
    }

    private static RemoteAgent Connect(HttpClient http, Uri address, AgentClientOptions options, IDisposable? owned)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(new HttpAgentTransport(http, AgentAddress.Check(address, options), options), options, owned);
    }
}
