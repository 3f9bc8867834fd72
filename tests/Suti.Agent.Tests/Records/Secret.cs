// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Suti.Agent.Tests;

internal sealed record Secret
{
    internal static RecordKind<Secret> Kind { get; } =
        new RecordKind<Secret>("secret", SecretJson.Default.Secret, static secret => secret.Id, isSealed: true)
            .WithText("label", static secret => secret.Label);

    public required string Id { get; init; }

    public string? Label { get; init; }

    public required string Value { get; init; }
}

[JsonSerializable(typeof(Secret))]
internal sealed partial class SecretJson : JsonSerializerContext;
