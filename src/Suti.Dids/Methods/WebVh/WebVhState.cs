// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suti.Dids;

/// <summary>What the controller of a did:webvh keeps beside its keys.</summary>
/// <param name="Log">The log, <c>did.jsonl</c>.</param>
/// <param name="UpdateKeyId">The key that signs the next entry, unless there is one announced.</param>
/// <param name="NextKeyId">The key that was announced by its hash; null without pre-rotation.</param>
internal sealed record WebVhState(string Log, string UpdateKeyId, string? NextKeyId)
{
    internal static WebVhState Read(ControlledDid did) =>
        did.State is { } state && JsonSerializer.Deserialize(state, WebVhStateJson.Default.WebVhState) is { } read
            ? read
            : throw new SutiException(DidErrorCodes.InternalError, "The log of this DID is not kept here: it cannot be changed.");

    internal string Write() => JsonSerializer.Serialize(this, WebVhStateJson.Default.WebVhState);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebVhState))]
internal sealed partial class WebVhStateJson : JsonSerializerContext;
