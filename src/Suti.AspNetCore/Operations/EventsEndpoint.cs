// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Suti.AspNetCore;

/// <summary>
/// <c>GET {path}/events</c>: server-sent events. Who reads too slowly is cut off and may come back, so that nobody slows the agent down. A credential
/// needs a scope that fits <c>events</c>.
/// </summary>
internal sealed class EventsEndpoint(
    AgentGate gate, AgentSpaces spaces, AgentHttpOptions options, OperationEndpoint operations, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private const string Name = "events";
    private const int Backlog = 1024;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private int _open;

    public Task HandleAsync(HttpContext context) => operations.GuardAsync(context, Name, async () =>
    {
        if (await gate.AdmitAsync(context).ConfigureAwait(false) is not { } caller)
        {
            return;
        }

        if (!options.Exposed.Includes(Name, isReadOnly: true) || !caller.Scopes.Includes(Name, isReadOnly: true))
        {
            throw new SutiException(RemoteErrorCodes.Forbidden, "Events are not exposed, or not to this credential.");
        }

        if (Interlocked.Increment(ref _open) > options.MaxEventStreams)
        {
            Interlocked.Decrement(ref _open);
            throw new SutiException(RemoteErrorCodes.Unavailable, "Too many streams of events are open.");
        }

        try
        {
            await spaces.RunAsync(caller.Space, agent => StreamAsync(context, agent)).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    });

    private async ValueTask StreamAsync(HttpContext context, IAgent agent)
    {
        var channel = Channel.CreateBounded<AgentEvent>(new BoundedChannelOptions(Backlog) { SingleReader = true });
        using var subscription = agent.Events.Subscribe<AgentEvent>((happened, _) =>
        {
            if (!channel.Writer.TryWrite(happened))
            {
                channel.Writer.TryComplete();
            }

            return ValueTask.CompletedTask;
        });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        try
        {
            await WriteAsync(context, ": here\n\n"u8.ToArray(), ending.Token).ConfigureAwait(false);
            await PumpAsync(context, channel.Reader, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The listener left, or the server is stopping.
        }
    }

    private async Task PumpAsync(HttpContext context, ChannelReader<AgentEvent> reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = reader.WaitToReadAsync(cancellationToken).AsTask();
            while (!next.IsCompleted)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                if (await Task.WhenAny(next, Task.Delay(Heartbeat, clock, beat.Token)).ConfigureAwait(false) != next)
                {
                    await WriteAsync(context, ": still here\n\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                }

                await beat.CancelAsync().ConfigureAwait(false);
            }

            if (!await next.ConfigureAwait(false))
            {
                return;
            }

            while (reader.TryRead(out var happened))
            {
                await WriteAsync(context, Format(happened), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static byte[] Format(AgentEvent happened)
    {
        using var text = new MemoryStream();
        text.Write("event: "u8);
        text.Write(System.Text.Encoding.UTF8.GetBytes(happened.GetEventName()));
        text.Write("\ndata: "u8);
        // The writer makes no line breaks, so that one line of data is enough.
        JsonSerializer.Serialize(text, happened, happened.GetJsonType());
        text.Write("\n\n"u8);
        return text.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
