// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Agent;

/// <summary>A value as it is kept.</summary>
internal sealed record KeyValueRecord
{
    public static readonly RecordKind<KeyValueRecord> Kind =
        new RecordKind<KeyValueRecord>("key_value", AgentJson.Default.KeyValueRecord, entry => entry.Key)
            .WithTime("expires", entry => entry.Expires);

    public required string Key { get; init; }

    public required JsonElement Value { get; init; }

    public DateTimeOffset? Expires { get; init; }
}
