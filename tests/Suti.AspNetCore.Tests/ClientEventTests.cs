// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Suti.Agent;
using Suti.Agent.Client;

namespace Suti.AspNetCore.Tests;

/// <summary>A client that hears events of agents that break, are silent, or send without end.</summary>
public sealed class ClientEventTests
{
    private const string Event = "event: did-created\ndata: {\"did\":\"did:example:1\",\ndata: \"provider\":\"did:key\"}\n\n";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>What the first answer is, after which the stream is opened again.</summary>
    public static TheoryData<string> Troubles => ["a line without end", "an event without end", "silence", "end", "page", "no connection", "no token"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Subscribe_AfterTrouble_HearsWhatComesNext(string trouble)
    {
        using var web = new Web(trouble);
        using var http = new HttpClient(web);
        var tokens = 0;
        var options = new AgentClientOptions { Clock = new HastyClock() };
        if (trouble == "no token")
        {
            options.GetToken = _ => Interlocked.Increment(ref tokens) == 1 ? throw new InvalidOperationException("The vault is locked.") : new("token");
        }

        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = AgentClient.Connect(http, new Uri("https://agent.example/agent"), options);
        using var subscription = agent.Events.Subscribe<DidCreated>((happened, _) =>
        {
            heard.TrySetResult(happened.Did);
            return ValueTask.CompletedTask;
        });
        Assert.Equal("did:example:1", await heard.Task.WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.True(web.First is null or { IsClosed: true, WasRead: < 4 << 20 });
    }

    [Fact]
    public async Task Subscribe_ToWhatIsClosed_Throws()
    {
        using var http = new HttpClient(new Web("end"));
        var agent = AgentClient.Connect(http, new Uri("https://agent.example/agent"));
        await agent.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => agent.Events.Subscribe<DidCreated>((_, _) => ValueTask.CompletedTask));
    }

    /// <summary>A clock on which a minute takes less than a third of a second.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HastyTimer(base.CreateTimer(callback, state, Hasten(dueTime), period));

        private static TimeSpan Hasten(TimeSpan time) => time > TimeSpan.Zero ? time / 200 : time;

        private sealed class HastyTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Hasten(dueTime), period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    private sealed class Web(string trouble) : HttpMessageHandler
    {
        private int _requests;

        public Troubled? First { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isFirst = Interlocked.Increment(ref _requests) == 1;
            if (isFirst && trouble == "no connection")
            {
                throw new HttpRequestException("refused");
            }

            Stream body = isFirst && trouble is "a line without end" or "an event without end" or "silence" or "end"
                ? First = new Troubled(trouble)
                : new MemoryStream(Encoding.UTF8.GetBytes(Event));
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) };
            response.Content.Headers.ContentType = new MediaTypeHeaderValue(isFirst && trouble == "page" ? "text/html" : "text/event-stream");
            return Task.FromResult(response);
        }
    }

    private sealed class Troubled(string trouble) : Stream
    {
        public bool IsClosed { get; private set; }

        public long WasRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (trouble == "silence")
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var text = trouble switch { "end" => "", "a line without end" => new string('a', buffer.Length), _ => "data: " + new string('a', Math.Min(1000, buffer.Length - 7)) + "\n" };
            WasRead += text.Length;
            return Encoding.UTF8.GetBytes(text, buffer.Span);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
