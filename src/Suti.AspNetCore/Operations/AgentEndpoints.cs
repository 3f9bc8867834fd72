// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Suti.AspNetCore;

/// <summary>Maps the operations of an agent.</summary>
public static class AgentEndpoints
{
    /// <summary>
    /// Maps <c>POST {path}/{operation}</c> for the operations that <see cref="AgentHttpOptions.Expose"/> names, and <c>GET {path}/events</c>, the stream
    /// of what happens in the space of the caller.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing is exposed, or <c>AddAgentHttp</c> was not called.</exception>
    public static IEndpointConventionBuilder MapAgent(this IEndpointRouteBuilder endpoints, string path = "/agent")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        var services = endpoints.ServiceProvider;
        var options = services.GetService<AgentHttpOptions>()
            ?? throw new InvalidOperationException("Call builder.Services.AddAgentHttp(...) before MapAgent().");
        if (options.Exposed.Patterns.Count == 0)
        {
            throw new InvalidOperationException("Nothing is exposed: name operations with Expose(...) in AddAgentHttp(...).");
        }

        var operations = services.GetRequiredService<OperationEndpoint>();
        var events = services.GetRequiredService<EventsEndpoint>();
        var group = endpoints.MapGroup(path.TrimEnd('/'));
        group.MapPost("/{operation}", operations.HandleAsync);
        group.MapGet("/events", events.HandleAsync);
        group.MapFallback("/{**rest}", RefuseAsync);
        return group;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        SecurityHeaders.Add(context.Response);
        return HttpMethods.IsPost(context.Request.Method)
            ? ErrorResponses.WriteAsync(context, AgentErrorCodes.UnknownOperation, "There is no operation at this address.")
            : ErrorResponses.WriteAsync(
                context, StatusCodes.Status405MethodNotAllowed, AgentErrorCodes.UnknownOperation, "Operations are called by POST.");
    }
}
