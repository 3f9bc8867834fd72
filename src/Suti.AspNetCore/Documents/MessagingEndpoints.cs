// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Suti.Agent;

namespace Suti.AspNetCore;

/// <summary>Takes messages for an agent.</summary>
public static class MessagingEndpoints
{
    private const string ReturnRoute = "ReturnRouteResponse";

    /// <summary>
    /// Maps <c>POST {path}</c>: the body is a message as it came, which the handlers of the agent understand or refuse. The answer is its id, or what a
    /// handler sends back by the same way.
    /// </summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="path">The path.</param>
    /// <param name="space">The space that gets the messages.</param>
    public static IEndpointConventionBuilder MapMessaging(
        this IEndpointRouteBuilder endpoints, string path = "/messaging", string space = SpaceContext.Main) =>
        PublicEndpoint.Map(endpoints, HttpMethods.Post, path, context => HandleAsync(context, space));

    private static async Task HandleAsync(HttpContext context, string space)
    {
        var services = context.RequestServices;
        var body = await RequestBodies.ReadAsync(context, services.GetRequiredService<AgentHttpOptions>().MaxRequestSize).ConfigureAwait(false);
        var raw = Encoding.UTF8.GetString(RequestBodies.AsMemory(body).Span);
        context.Request.BodyReader.AdvanceTo(body.End);
        AgentMessage? message = null;
        await services.GetRequiredService<AgentSpaces>().RunAsync(space, async agent => message = await agent.Messages.HandleAsync(
            new() { Raw = raw, MetaData = [new() { Type = "http" }], Save = true }, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        var (contentType, answer) = AnswerOf(message!);
        await PublicEndpoint.WriteAsync(context, StatusCodes.Status200OK, contentType, answer).ConfigureAwait(false);
    }

    private static (string ContentType, byte[] Answer) AnswerOf(AgentMessage message)
    {
        if (message.MetaData?.FirstOrDefault(static data => data.Type == ReturnRoute)?.Value is { } text)
        {
            using var answer = JsonDocument.Parse(text);
            if (answer.RootElement.TryGetProperty("message", out var body))
            {
                var type = answer.RootElement.TryGetProperty("contentType", out var given) ? given.GetString() : null;
                return (type ?? "application/json", Encoding.UTF8.GetBytes(body.GetRawText()));
            }
        }

        return ("application/json; charset=utf-8", Encoding.UTF8.GetBytes(new JsonObject { ["id"] = message.Id }.ToJsonString()));
    }
}
