// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;
using Suti.Dids;

namespace Suti.AspNetCore;

/// <summary>Publishes the DIDs of an agent and resolves those of others.</summary>
public static class DidDocumentEndpoints
{
    private const string MaxAge = "public, max-age=60";

    extension(IEndpointRouteBuilder endpoints)
    {
        /// <summary>
        /// Publishes the files of did:web and did:webvh at <c>/.well-known/did.json</c>, <c>/{path}/did.json</c> and the same with <c>did.jsonl</c>. Which
        /// DID it is follows from the host and path that are asked for.
        /// </summary>
        /// <param name="space">The space whose DIDs are published.</param>
        public IEndpointConventionBuilder MapDidDocuments(string space = SpaceContext.Main)
        {
            ArgumentNullException.ThrowIfNull(endpoints);
            var group = endpoints.MapGroup("");
            foreach (var file in (string[])["did.json", "did.jsonl"])
            {
                PublicEndpoint.Map(group, HttpMethods.Get, $"/.well-known/{file}", context => PublishAsync(context, space));
                PublicEndpoint.Map(group, HttpMethods.Get, "/{a}/" + file, context => PublishAsync(context, space));
                PublicEndpoint.Map(group, HttpMethods.Get, "/{a}/{b}/" + file, context => PublishAsync(context, space));
                PublicEndpoint.Map(group, HttpMethods.Get, "/{a}/{b}/{c}/" + file, context => PublishAsync(context, space));
                PublicEndpoint.Map(group, HttpMethods.Get, "/{a}/{b}/{c}/{d}/" + file, context => PublishAsync(context, space));
            }

            return group;
        }

        /// <summary>Resolves DIDs at <c>/1.0/identifiers/{did}</c>, the HTTP binding of DID Resolution.</summary>
        public IEndpointConventionBuilder MapResolver() =>
            PublicEndpoint.Map(endpoints, HttpMethods.Get, "/1.0/identifiers/{**did}", ResolveAsync);
    }

    private static async Task PublishAsync(HttpContext context, string space)
    {
        DidFile? file = null;
        await context.RequestServices.GetRequiredService<AgentSpaces>().RunAsync(space, async agent =>
            file = await agent.Get<IDidPublications>()
                .FindAsync(context.Request.Host.Value ?? "", context.Request.Path.ToUriComponent(), context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        if (file is null)
        {
            throw new SutiException(ManagedDidErrorCodes.NotFound, "There is no DID at this address.");
        }

        // Everybody's programs fetch DID documents, also those in web pages.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.CacheControl = MaxAge;
        await PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, file.ContentType, file.Content).ConfigureAwait(false);
    }

    private static async Task ResolveAsync(HttpContext context)
    {
        var did = context.Request.RouteValues["did"] as string ?? "";
        var wanted = context.Request.GetTypedHeaders().Accept.Select(static type => type.MediaType.ToString()).ToArray();
        var bare = wanted.FirstOrDefault(static type => type is "application/did+json" or "application/did+ld+json" or "application/did");
        var isWhole = bare is null || wanted.Contains(DidResolutionJson.ContentType, StringComparer.Ordinal);
        var resolver = context.RequestServices.GetRequiredService<IDidResolver>();
        var result = TryReadOptions(context.Request, out var options)
            ? await resolver.ResolveAsync(did, isWhole ? options : options with { Accept = bare == "application/did" ? null : bare }, context.RequestAborted).ConfigureAwait(false)
            : DidResolutionResult.FromError(DidErrorCodes.InvalidOptions, "versionTime is not a time.");
        var status = DidResolutionJson.GetStatusCode(result);
        if (result is { IsSuccess: true, Document: { } document } && !isWhole)
        {
            var representation = bare == "application/did+json" ? DidRepresentation.Json
                : bare == "application/did+ld+json" ? DidRepresentation.JsonLd : DidRepresentation.AsWritten;
            await PublicEndpoint.WriteAsync(context, status, bare!, document.ToUtf8(representation)).ConfigureAwait(false);
            return;
        }

        await PublicEndpoint.WriteAsync(context, status, DidResolutionJson.ContentType, DidResolutionJson.Write(result)).ConfigureAwait(false);
    }

    private static bool TryReadOptions(HttpRequest request, out DidResolutionOptions options)
    {
        options = new() { VersionId = request.Query["versionId"] is [{ Length: > 0 } id, ..] ? id : null };
        if (request.Query["versionTime"] is not [{ Length: > 0 } text, ..])
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        options = options with { VersionTime = isTime ? time : null };
        return isTime;
    }
}
