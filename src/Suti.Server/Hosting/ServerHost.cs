// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Suti.Agent;
using Suti.AspNetCore;

namespace Suti.Server;

/// <summary>Makes the application that serves an agent, with all its faces.</summary>
public static class ServerHost
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(30);

    /// <summary>Makes it. Nothing listens before it is started; a stop finishes what was accepted.</summary>
    /// <param name="configuration">How the agent is set up.</param>
    /// <param name="askPassphrase">Asks a person for the passphrase; null when nobody can be asked.</param>
    /// <exception cref="SutiException">The agent cannot be built as configured.</exception>
    public static WebApplication Build(SutiConfiguration configuration, Func<string?>? askPassphrase = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var server = configuration.Server;
        if (server.Urls.FirstOrDefault(static url => url.Scheme != Uri.UriSchemeHttp) is { } other)
        {
            throw new SutiException(
                ConfigurationErrorCodes.Invalid, $"server.urls: {other} is not http. Let a proxy in front of the server end TLS, and name its address in server.publicUrl.");
        }

        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Suti.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false).UseUrls([.. server.Urls.Select(static url => url.AbsoluteUri)]);
        AddLogging(builder.Logging, server);
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = ShutdownTime);
        builder.Services.AddAgent(agent =>
        {
            configuration.ApplyTo(agent, askPassphrase);
            if (server.RequireCredentials || server.Urls.Any(static url => !url.IsLoopback))
            {
                agent.AddApiKeys();
            }
        });
        builder.Services.AddAgentHttp(options =>
        {
            options.Expose(server.Expose);
            options.MaxRequestSize = server.MaxBodyBytes;
            options.RequestsPerSecond = server.RequestsPerSecond == 0 ? null : server.RequestsPerSecond;
            options.PublicUrl = server.PublicUrl;
            options.AllowedOrigins.UnionWith(server.CorsOrigins);
        });
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins([.. server.CorsOrigins]).WithMethods("POST", "GET").WithHeaders("content-type", "authorization").SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        AddTelemetry(builder.Services, server);
        return Map(builder.Build(), server);
    }

    private static WebApplication Map(WebApplication application, ServerConfiguration server)
    {
        if (server.CorsOrigins.Count > 0)
        {
            application.UseCors();
        }

        application.UseRouting();
        application.MapAgent(server.Path);
        application.MapAgentOpenApi(server.Path);
        application.MapAgentMcp();
        application.MapDidDocuments();
        application.MapResolver();
        application.MapStatusLists();
        application.MapStatusListAggregation();
        application.MapMessaging();
        application.MapHealth();
        application.MapMetrics();
        application.MapGet("/", static (HttpContext context) =>
        {
            context.Response.Redirect("page/");
            return Task.CompletedTask;
        });
        return application;
    }

    private static void AddLogging(ILoggingBuilder logging, ServerConfiguration server)
    {
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(server.LogLevel, ignoreCase: true));

        // What Kestrel tells of each request is for those who look for a fault in it.
        logging.AddFilter("Microsoft", server.LogLevel is "trace" or "debug" ? LogLevel.Debug : LogLevel.Warning);

        // What keeps the host from starting is said by ServerProgram, without a trace of calls.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (server.LogFormat == "json")
        {
            logging.AddJsonConsole(static options => options.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddSimpleConsole(static options =>
            {
                options.SingleLine = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "HH:mm:ss ";
            });
        }
    }

    private static void AddTelemetry(IServiceCollection services, ServerConfiguration server)
    {
        if (server.TelemetryUrl is not { } collector)
        {
            return;
        }

        // Made when the host starts and disposed of with it, which sends what is left.
        var resource = ResourceBuilder.CreateEmpty().AddService("suti");
        services.AddSingleton(_ => OpenTelemetry.Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter("Suti.*").AddOtlpExporter(options => Send(options, "v1/metrics")).Build());
        services.AddSingleton(_ => OpenTelemetry.Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource).AddSource("Suti.*", "Microsoft.AspNetCore").AddOtlpExporter(options => Send(options, "v1/traces")).Build());
        services.AddHostedService<TelemetryStart>();

        void Send(OtlpExporterOptions options, string path)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path);
        }
    }

    private sealed class TelemetryStart(MeterProvider meters, TracerProvider tracers) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            meters.ForceFlush();
            tracers.ForceFlush();
            return Task.CompletedTask;
        }
    }
}
