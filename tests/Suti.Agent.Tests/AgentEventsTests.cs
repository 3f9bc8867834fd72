// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging.Abstractions;

namespace Suti.Agent.Tests;

public sealed class AgentEventsTests
{
    [Fact]
    public async Task Publish_SeveralHandlers_ReachesThoseOfTheTypeUntilTheyLeave()
    {
        var events = new AgentEvents(NullLogger<AgentEvents>.Instance);
        var heard = new List<string>();
        using var all = events.Subscribe<AgentEvent>((happened, _) => Hear("all " + happened.GetEventName()));
        var some = events.Subscribe<Happened>((_, _) => Hear("some"));
        using var failing = events.Subscribe<AgentEvent>((_, _) => throw new InvalidOperationException("broken handler"));
        using var last = events.Subscribe<AgentEvent>((_, _) => Hear("last"));

        await events.PublishAsync(new Happened(), TestContext.Current.CancellationToken);
        some.Dispose();
        await events.PublishAsync(new Happened(), TestContext.Current.CancellationToken);

        Assert.Equal(["all happened", "some", "last", "all happened", "last"], heard);

        ValueTask Hear(string what)
        {
            heard.Add(what);
            return default;
        }
    }

    private sealed record Happened : AgentEvent
    {
        public override string GetEventName() => "happened";

        public override JsonTypeInfo GetJsonType() => JsonTypeInfo.CreateJsonTypeInfo<Happened>(JsonSerializerOptions.Default);
    }
}
