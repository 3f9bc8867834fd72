// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Suti.AspNetCore;

/// <summary>Shows what the meters of Suti count.</summary>
public static class MetricsEndpoints
{
    private const string Name = "metrics";

    /// <summary>Maps <c>/metrics</c> in the text format of Prometheus. A credential needs a scope that fits <c>metrics</c>.</summary>
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder endpoints, string path = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var operations = services.GetRequiredService<OperationEndpoint>();
        var gate = services.GetRequiredService<AgentGate>();
        var meters = services.GetRequiredService<MeterReadings>();
        return endpoints.MapMethods(path, [HttpMethods.Get], context => operations.GuardAsync(context, Name, async () =>
        {
            if (await gate.AdmitAsync(context).ConfigureAwait(false) is not { } caller)
            {
                return;
            }

            if (!caller.Scopes.Includes(Name, isReadOnly: true))
            {
                throw new SutiException(RemoteErrorCodes.Forbidden, "The credential does not allow metrics.");
            }

            await PublicEndpoint.WriteAsync(
                context, StatusCodes.Status200OK, "text/plain; version=0.0.4; charset=utf-8", Encoding.UTF8.GetBytes(meters.Write())).ConfigureAwait(false);
        }));
    }
}
