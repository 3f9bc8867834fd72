// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Suti.AspNetCore;

/// <summary>Describes the exposed operations to programs and to people.</summary>
public static class DescriptionEndpoints
{
    // The page may load its own script and style and call its own server. It loads nothing from elsewhere, and nobody may frame it.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Maps <c>/open-api.json</c>, the OpenAPI 3.1 document, and <c>/page/</c>, a page to browse and try the operations.
    /// </summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="agentPath">Where <c>MapAgent</c> put the operations.</param>
    public static IEndpointConventionBuilder MapAgentOpenApi(this IEndpointRouteBuilder endpoints, string agentPath = "/agent")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(agentPath);
        var group = endpoints.MapGroup("");
        PublicEndpoint.Map(group, HttpMethods.Get, "/open-api.json", context => DescribeAsync(context, agentPath));
        PublicEndpoint.Map(group, HttpMethods.Get, "/page/", static context => ShowAsync(context, "page.html", "text/html; charset=utf-8"));
        PublicEndpoint.Map(group, HttpMethods.Get, "/page/page.js", static context => ShowAsync(context, "page.js", "text/javascript; charset=utf-8"));
        PublicEndpoint.Map(group, HttpMethods.Get, "/page/page.css", static context => ShowAsync(context, "page.css", "text/css; charset=utf-8"));
        return group;
    }

    private static Task DescribeAsync(HttpContext context, string agentPath)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<AgentHttpOptions>();
        var server = options.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host.Value}";
        var document = OpenApiDocument.Write(
            options, services.GetRequiredService<AgentSpaces>().Operations, server + agentPath.TrimEnd('/'), services.GetRequiredService<AgentGate>().AsksForCredentials);
        return PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", document);
    }

    private static async Task ShowAsync(HttpContext context, string file, string contentType)
    {
        context.Response.Headers.ContentSecurityPolicy = PagePolicy;
        using var content = new MemoryStream();
        var resource = typeof(DescriptionEndpoints).Assembly.GetManifestResourceStream($"Suti.AspNetCore.{file}")
            ?? throw new InvalidOperationException($"The page {file} is not in the assembly.");
        await using (resource.ConfigureAwait(false))
        {
            await resource.CopyToAsync(content, context.RequestAborted).ConfigureAwait(false);
        }

        await PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, contentType, content.ToArray()).ConfigureAwait(false);
    }
}
