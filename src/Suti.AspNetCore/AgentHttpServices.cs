// SPDX-License-Identifier: Apache-2.0

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Suti.AspNetCore;

/// <summary>Adds what the HTTP faces of an agent need.</summary>
public static class AgentHttpServices
{
    /// <summary>Adds it. Expose operations with the options; the endpoints come with <c>MapAgent</c> and the others beside it.</summary>
    public static IServiceCollection AddAgentHttp(this IServiceCollection services, Action<AgentHttpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new AgentHttpOptions();
        configure(options);
        services.AddRouting();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<AgentGate>();
        services.AddSingleton<AgentSpaces>();
        services.AddSingleton<HttpFaceMetrics>();
        services.AddSingleton<MeterReadings>();
        services.AddSingleton<OperationEndpoint>();
        services.AddSingleton<EventsEndpoint>();
        services.AddSingleton<IHostedService, ExposureCheck>();
        return services;
    }
}
