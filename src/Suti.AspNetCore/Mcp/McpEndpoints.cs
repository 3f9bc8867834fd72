// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Suti.AspNetCore;

/// <summary>Offers the operations of an agent as tools of the Model Context Protocol.</summary>
public static class McpEndpoints
{
    /// <summary>
    /// Maps <c>POST {path}</c>, streamable HTTP without sessions: each request stands for itself, and shows its credential. Tools are the operations that are
    /// exposed and that the credential may call.
    /// </summary>
    public static IEndpointConventionBuilder MapAgentMcp(this IEndpointRouteBuilder endpoints, string path = "/mcp")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var operations = services.GetRequiredService<OperationEndpoint>();
        var gate = services.GetRequiredService<AgentGate>();
        return endpoints.MapMethods(path, [HttpMethods.Post], context => operations.GuardAsync(context, "mcp", async () =>
        {
            if (await gate.AdmitAsync(context).ConfigureAwait(false) is { } caller)
            {
                await HandleAsync(context, caller).ConfigureAwait(false);
            }
        }));
    }

    private static async Task HandleAsync(HttpContext context, AgentCaller caller)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new SutiException(RemoteErrorCodes.MediaType, "A request is application/json.");
        }

        var services = context.RequestServices;
        var options = services.GetRequiredService<AgentHttpOptions>();
        var message = await ReadAsync(context, options.MaxRequestSize).ConfigureAwait(false);
        await services.GetRequiredService<AgentSpaces>().RunAsync(caller.Space, async agent =>
        {
            var transport = new StreamableHttpServerTransport { Stateless = true };
            await using (transport.ConfigureAwait(false))
            {
                var tools = new OperationTools(agent, agent.Operations.Where(operation => options.Exposed.Includes(operation) && caller.Scopes.Includes(operation)));
                var server = McpServer.Create(transport, tools.ToServerOptions(options.Name), services.GetService<ILoggerFactory>(), services);
                await using (server.ConfigureAwait(false))
                {
                    using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
                    var running = server.RunAsync(ending.Token);
                    context.Response.ContentType = "text/event-stream";
                    if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted).ConfigureAwait(false))
                    {
                        context.Response.ContentType = null;
                        context.Response.StatusCode = StatusCodes.Status202Accepted;
                    }

                    await ending.CancelAsync().ConfigureAwait(false);
                    await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }).ConfigureAwait(false);
    }

    private static async Task<JsonRpcMessage> ReadAsync(HttpContext context, int maxSize)
    {
        var body = await RequestBodies.ReadAsync(context, maxSize).ConfigureAwait(false);
        try
        {
            var type = (System.Text.Json.Serialization.Metadata.JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
            return JsonSerializer.Deserialize(RequestBodies.AsMemory(body).Span, type)
                ?? throw new SutiException(AgentErrorCodes.InvalidArgument, "The request must be an object.");
        }
        catch (JsonException exception)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "The request is no JSON-RPC message.", exception);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    /// <summary>Operations as tools.</summary>
    private sealed class OperationTools(IAgent agent, IEnumerable<AgentOperation> operations)
    {
        private readonly Dictionary<string, AgentOperation> _operations = operations.ToDictionary(static operation => operation.Name, StringComparer.Ordinal);

        public McpServerOptions ToServerOptions(string name) => new()
        {
            ServerInfo = new Implementation { Name = name, Version = typeof(McpEndpoints).Assembly.GetName().Version!.ToString(3) },
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => new(new ListToolsResult { Tools = [.. _operations.Values.Select(ToTool)] }),
                CallToolHandler = (request, cancellationToken) => CallAsync(request.Params, cancellationToken),
            },
        };

        private static Tool ToTool(AgentOperation operation) => new()
        {
            Name = operation.Name,
            Description = operation.Summary,
            InputSchema = JsonElement.Parse(operation.GetRequestSchema().ToJsonString()),
            Annotations = new ToolAnnotations { ReadOnlyHint = operation.IsReadOnly },
        };

        private async ValueTask<CallToolResult> CallAsync(CallToolRequestParams? call, CancellationToken cancellationToken)
        {
            if (call is null || !_operations.TryGetValue(call.Name, out var operation))
            {
                var refusal = agent.Operations.NotFound(call?.Name ?? string.Empty);
                return Answer($"{refusal.Code}: {refusal.Message}", isError: true);
            }

            using var result = new PooledBuffer();
            try
            {
                await operation.InvokeAsync(agent, Write(call.Arguments), result, UnknownMembers.Refuse, cancellationToken).ConfigureAwait(false);
                return Answer(Encoding.UTF8.GetString(result.Written.Span), isError: false);
            }
            catch (SutiException exception)
            {
                return Answer($"{exception.Code}: {exception.Message}", isError: true);
            }
        }

        private static byte[] Write(IDictionary<string, JsonElement>? arguments)
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json))
            {
                writer.WriteStartObject();
                foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>())
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            return json.ToArray();
        }

        private static CallToolResult Answer(string text, bool isError) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
    }
}
