// SPDX-License-Identifier: Apache-2.0

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Suti.AspNetCore;

/// <summary>
/// <c>POST {path}/{operation}</c>: from the bytes of the request straight to the type that the operation takes, and back.
/// </summary>
internal sealed partial class OperationEndpoint(
    AgentGate gate, AgentSpaces spaces, AgentHttpOptions options, HttpFaceMetrics metrics, ILogger<OperationEndpoint> logger)
{
    private const string JsonContentType = "application/json; charset=utf-8";

    public async Task HandleAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["operation"] as string ?? "";
        var timing = metrics.Start();
        await HandleAsync(context, name).ConfigureAwait(false);
        metrics.Stop(timing, spaces.Operations.TryGet(name, out _) ? name : "unknown", context.Response.StatusCode);
    }

    /// <summary>Runs a piece of an answer and turns what goes wrong into an error.</summary>
    public async Task GuardAsync(HttpContext context, string name, Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (SutiException exception)
        {
            var status = ErrorStatus.Of(exception.Code);
            if (status >= StatusCodes.Status500InternalServerError)
            {
                LogFailed(logger, name, exception);
            }

            await ErrorResponses.WriteAsync(context, status, exception.Code, exception.Message, name).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            var code = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? RemoteErrorCodes.TooLarge : AgentErrorCodes.InvalidArgument;
            await ErrorResponses.WriteAsync(context, exception.StatusCode, code, "The request could not be read.", name).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The caller is gone; nobody waits for an answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
#pragma warning disable CA1031 // What is not foreseen is told to the log in full, and to the caller not at all.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(logger, name, exception);
            await ErrorResponses.WriteAsync(context, RemoteErrorCodes.Failed, "The agent failed; its log says why.", name).ConfigureAwait(false);
        }
    }

    private Task HandleAsync(HttpContext context, string name) => GuardAsync(context, name, async () =>
    {
        if (await gate.AdmitAsync(context).ConfigureAwait(false) is not { } caller)
        {
            return;
        }

        if (!spaces.Operations.TryGet(name, out var operation) || !options.Exposed.Includes(operation))
        {
            throw spaces.Operations.NotFound(name);
        }

        if (!caller.Scopes.Includes(operation))
        {
            throw new SutiException(RemoteErrorCodes.Forbidden, $"The credential does not allow {name}.");
        }

        CheckMediaType(context.Request);
        await spaces.RunAsync(caller.Space, agent => RunAsync(context, agent, operation)).ConfigureAwait(false);
    });

    private async ValueTask RunAsync(HttpContext context, IAgent agent, AgentOperation operation)
    {
        using var result = new PooledBuffer();
        var body = await RequestBodies.ReadAsync(context, options.MaxRequestSize).ConfigureAwait(false);
        try
        {
            await operation.InvokeAsync(agent, RequestBodies.AsMemory(body), result, UnknownMembers.Ignore, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
        }

        var response = context.Response;
        response.ContentType = JsonContentType;
        response.ContentLength = result.Written.Length;
        await response.Body.WriteAsync(result.Written, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>
    /// A web page may send forms and plain text anywhere without asking, but not JSON: without credentials nothing else is taken. With them a request
    /// without a body needs no type.
    /// </summary>
    private void CheckMediaType(HttpRequest request)
    {
        if (request.HasJsonContentType() || (gate.AsksForCredentials && request.ContentType is null && request.ContentLength is null or 0))
        {
            return;
        }

        throw new SutiException(RemoteErrorCodes.MediaType, "A request is application/json.");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} failed.")]
    private static partial void LogFailed(ILogger logger, string operation, Exception exception);
}
