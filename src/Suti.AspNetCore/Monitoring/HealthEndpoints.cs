// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Suti.AspNetCore;

/// <summary>Tells machines how the server is.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Maps <c>/health/live</c>, which answers as long as the process does, and <c>/health/ready</c>, which asks the record store and answers 503 while it
    /// is away or the server is stopping. Both are open to everybody and tell nothing else.
    /// </summary>
    public static IEndpointConventionBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup("/health");
        group.MapMethods("/live", [HttpMethods.Get], static context => AnswerAsync(context, isWell: true));
        group.MapMethods("/ready", [HttpMethods.Get], static async context => await AnswerAsync(context, await IsReadyAsync(context).ConfigureAwait(false)).ConfigureAwait(false));
        return group;
    }

    private static async Task<bool> IsReadyAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<IHostApplicationLifetime>() is { ApplicationStopping.IsCancellationRequested: true })
        {
            return false;
        }

        using var patience = new CancellationTokenSource(Patience, context.RequestServices.GetRequiredService<TimeProvider>());
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            _ = await context.RequestServices.GetRequiredService<IRecordStore>().ListSpacesAsync(both.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SutiException or OperationCanceledException)
        {
            return false;
        }
    }

    private static Task AnswerAsync(HttpContext context, bool isWell)
    {
        SecurityHeaders.Add(context.Response);
        return isWell
            ? PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, "application/json", """{"status":"up"}"""u8.ToArray())
            : ErrorResponses.WriteAsync(context, RemoteErrorCodes.Unavailable, "The server is not ready.");
    }
}
