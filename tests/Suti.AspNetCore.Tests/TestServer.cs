// SPDX-License-Identifier: Apache-2.0

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suti.Agent;
using Suti.Agent.TestKit;

namespace Suti.AspNetCore.Tests;

/// <summary>An agent behind Kestrel on a free port of 127.0.0.1.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private TestServer(WebApplication application)
    {
        _application = application;
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Where its operations are.</summary>
    public Uri AgentAddress => new(Address, "agent");

    /// <summary>A client without credentials.</summary>
    public HttpClient Http { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Its agent, in this process.</summary>
    public IAgent Agent => Services.GetRequiredService<IAgent>();

    public static async Task<TestServer> StartAsync(
        Action<IAgentBuilder>? agent = null,
        Action<AgentHttpOptions>? http = null,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        IPAddress? listen = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(listen ?? IPAddress.Loopback, 0));
        services?.Invoke(builder.Services);
        builder.Services.AddAgent(plugins =>
        {
            TestAgents.AddPlugins(plugins.UseMemory());
            agent?.Invoke(plugins);
        });
        builder.Services.AddAgentHttp(http ?? (static options => options.Expose("*")));
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var application = builder.Build();
        application.UseRouting();
        application.MapAgent();
        map?.Invoke(application);
        await application.StartAsync();
        return new(application);
    }

    /// <summary>Posts JSON to an operation.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string operation, string json = "{}", string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"agent/{operation}");
        request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
