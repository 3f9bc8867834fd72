// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>A DID as the agent keeps it.</summary>
internal sealed record DidRecord
{
    public static readonly RecordKind<DidRecord> Kind = new RecordKind<DidRecord>("did", AgentJson.Default.DidRecord, did => did.Did)
        .WithText("alias", did => did.Alias)
        .WithText("provider", did => did.Provider, isIndexed: false)
        .WithTexts("key_id", did => did.Keys.Select(key => key.Kid));

    public required string Did { get; init; }

    public required string Provider { get; init; }

    public string? Alias { get; init; }

    public string? ControllerKeyId { get; init; }

    public IReadOnlyList<DidKeyRecord> Keys { get; init; } = [];

    public IReadOnlyList<JsonElement> Services { get; init; } = [];

    public string? State { get; init; }

    public static DidRecord Of(ControlledDid did, string provider, string? alias) => new()
    {
        Did = did.Did.ToString(),
        Provider = provider,
        Alias = alias,
        ControllerKeyId = did.ControllerKeyId,
        Keys = [.. did.Keys.Select(DidKeyRecord.Of)],
        Services = [.. did.Services.Select(static service => service.Json)],
        State = did.State,
    };

    public ControlledDid ToControlled() => new()
    {
        Did = Suti.Dids.Did.Parse(Did),
        ControllerKeyId = ControllerKeyId,
        Keys = [.. Keys.Select(static key => key.ToControlled())],
        Services = [.. Services.Select(DidService.FromJson)],
        State = State,
    };
}
