// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Suti.Credentials;

namespace Suti.AspNetCore;

/// <summary>Publishes the status lists of an agent.</summary>
public static class StatusListEndpoints
{
    private const int MaxKept = 256;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    /// <summary>
    /// Publishes, below <paramref name="path"/>, the lists whose addresses lie there, as signed JWTs of the data model 2.0. A change is seen after half a minute at
    /// most; verifiers are told to keep a list for five.
    /// </summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="path">The path that the addresses of lists begin with: <c>/status</c>.</param>
    /// <param name="space">The space whose lists are published.</param>
    public static IEndpointConventionBuilder MapStatusLists(this IEndpointRouteBuilder endpoints, string path = "/status", string space = SpaceContext.Main)
    {
        ArgumentNullException.ThrowIfNull(path);
        var kept = new ConcurrentDictionary<string, Signed>(StringComparer.Ordinal);
        return PublicEndpoint.Map(endpoints, HttpMethods.Get, path.TrimEnd('/') + "/{**list}", context => PublishAsync(context, space, kept));
    }

    /// <summary>
    /// Publishes the addresses of all status lists of a space in one document (Token Status List §9), so that verifiers can fetch them beforehand.
    /// </summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="path">The path of the document. It lies beside the lists, not below their path.</param>
    /// <param name="space">The space whose lists are named.</param>
    public static IEndpointConventionBuilder MapStatusListAggregation(
        this IEndpointRouteBuilder endpoints, string path = "/status-lists", string space = SpaceContext.Main)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PublicEndpoint.Map(endpoints, HttpMethods.Get, path, async context =>
        {
            if (!context.RequestServices.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ICredentialStatuses)))
            {
                throw new SutiException(RecordErrorCodes.NotFound, "This agent keeps no status lists.");
            }

            var manager = new StatusListManager(context.RequestServices.GetRequiredService<IRecordStore>(), space);
            var lists = await manager.AggregateAsync(cancellationToken: context.RequestAborted).ConfigureAwait(false);
            WriteHeaders(context.Response.Headers);
            await PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, "application/json", lists.ToUtf8()).ConfigureAwait(false);
        });
    }

    private static void WriteHeaders(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)TimeToLive.TotalSeconds}");
    }

    private static async Task PublishAsync(HttpContext context, string space, ConcurrentDictionary<string, Signed> kept)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var server = services.GetRequiredService<AgentHttpOptions>().PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host.Value}";
        var url = server + context.Request.Path.ToUriComponent();
        if (!kept.TryGetValue(url, out var list) || now - list.At > Freshness)
        {
            list = new(await SignAsync(services, space, url, now, context.RequestAborted).ConfigureAwait(false), now);
            if (kept.Count >= MaxKept)
            {
                kept.Clear();
            }

            kept[url] = list;
        }

        WriteHeaders(context.Response.Headers);
        await PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, "application/vc+jwt", list.Token).ConfigureAwait(false);
    }

    private static async Task<byte[]> SignAsync(IServiceProvider services, string space, string url, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var manager = new StatusListManager(services.GetRequiredService<IRecordStore>(), space);
        var list = await manager.WriteAsync(url, now, now + Validity, TimeToLive, cancellationToken).ConfigureAwait(false);
        JsonNode? signed = null;
        await services.GetRequiredService<AgentSpaces>().RunAsync(space, async agent => signed = await agent.Get<ICredentials>()
            .CreateAsync(new() { Credential = list.Json, ProofFormat = "vc+jwt" }, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return Encoding.UTF8.GetBytes(TokenOf(signed!));
    }

    /// <summary>A token stands for itself, or in a <c>data:</c> URL of an enveloped credential (VC Data Model 2.0 §4.13).</summary>
    private static string TokenOf(JsonNode signed)
    {
        var text = signed is JsonValue ? signed.GetValue<string>() : (string?)signed["id"] ?? "";
        return text.StartsWith("data:", StringComparison.Ordinal) ? text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..] : text;
    }

    private sealed record Signed(byte[] Token, DateTimeOffset At);
}
