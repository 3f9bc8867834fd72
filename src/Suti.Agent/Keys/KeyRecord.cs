// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;
using Suti.Crypto;

namespace Suti.Agent;

/// <summary>A key as the agent keeps it. The private key is with its key management system.</summary>
internal sealed record KeyRecord
{
    public static readonly RecordKind<KeyRecord> Kind = new RecordKind<KeyRecord>("key", AgentJson.Default.KeyRecord, key => key.Kid)
        .WithText("kms", key => key.Kms, isIndexed: false)
        .WithText("type", key => key.Type, isIndexed: false);

    public required string Kid { get; init; }

    public required string Kms { get; init; }

    public required string Type { get; init; }

    public required string PublicKeyHex { get; init; }

    /// <summary>The public key itself. Who made the key gives it, so that it need not be decoded.</summary>
    [JsonIgnore]
    public PublicKey PublicKey
    {
        get => field ??= Agent.PublicKeyHex.Decode(KeyTypeNames.Parse(Type), PublicKeyHex);
        init;
    }

    /// <summary>What the creator noted.</summary>
    public JsonElement? Meta { get; init; }
}
