// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Suti.AspNetCore;

/// <summary>Endpoints for everybody: what they tell is meant to be public, or they take what anybody may send.</summary>
internal static class PublicEndpoint
{
    /// <summary>Maps one. On an agent without credentials it answers its own machine only, as all others do.</summary>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string method, string pattern, Func<HttpContext, Task> handle)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var operations = services.GetService<OperationEndpoint>()
            ?? throw new InvalidOperationException("Call builder.Services.AddAgentHttp(...) first.");
        var gate = services.GetRequiredService<AgentGate>();
        return endpoints.MapMethods(pattern, [method], context => operations.GuardAsync(context, pattern, async () =>
        {
            if (await gate.AdmitAnyoneAsync(context).ConfigureAwait(false))
            {
                await handle(context).ConfigureAwait(false);
            }
        }));
    }

    /// <summary>Answers with bytes.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
