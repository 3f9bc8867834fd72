// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Dids;

/// <summary>The parameters that are active after an entry of a log (did:webvh 1.0, "DID Method Parameters").</summary>
internal sealed record WebVhParameters
{
    public const string Method = "did:webvh:1.0";

    private const int MaxItems = 256;
    private const long MaxTimeToLive = 1L << 31;

    /// <summary>What holds when a log does not say.</summary>
    private static readonly TimeSpan StandardTimeToLive = TimeSpan.FromHours(1);

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "method", "scid", "updateKeys", "nextKeyHashes", "witness", "watchers", "portable", "deactivated", "ttl",
    };

    public required string Scid { get; init; }

    public IReadOnlyList<string> UpdateKeys { get; init; } = [];

    public IReadOnlyList<string> NextKeyHashes { get; init; } = [];

    public WebVhWitnesses Witnesses { get; init; } = WebVhWitnesses.None;

    public bool Portable { get; init; }

    public bool Deactivated { get; init; }

    /// <summary>Where copies of the log are kept by others.</summary>
    public IReadOnlyList<string> Watchers { get; init; } = [];

    /// <summary>How long the controller wants a resolved document to be kept.</summary>
    public TimeSpan TimeToLive { get; init; } = StandardTimeToLive;

    /// <summary>Applies the parameters of an entry to those before it, which are null for the first entry.</summary>
    public static bool TryApply(WebVhParameters? previous, JsonObject json, [NotNullWhen(true)] out WebVhParameters? active)
    {
        active = null;
        var isFirst = previous is null;
        if (json.Any(member => !Known.Contains(member.Key)) || json.ContainsKey("scid") != isFirst)
        {
            return false;
        }

        // Each rule stands alone: a member that is there must be of its type, one that must be there must not be missing.
        if (json.TryGetPropertyValue("method", out var method) ? !Is(method, Method) : isFirst)
        {
            return false;
        }

        var next = previous ?? new WebVhParameters { Scid = TextOf(json["scid"]) ?? "" };
        if (json.TryGetPropertyValue("updateKeys", out var keys))
        {
            if (!TryReadStrings(keys, out var updateKeys))
            {
                return false;
            }

            next = next with { UpdateKeys = updateKeys };
        }
        else if (isFirst || previous!.NextKeyHashes.Count > 0)
        {
            return false;
        }

        if (json.TryGetPropertyValue("nextKeyHashes", out var hashes))
        {
            if (!TryReadStrings(hashes, out var nextKeyHashes))
            {
                return false;
            }

            next = next with { NextKeyHashes = nextKeyHashes };
        }
        else if (previous?.NextKeyHashes.Count > 0)
        {
            return false;
        }

        return TryApplyRest(previous, json, ref next) && (active = next) is not null;
    }

    private static bool TryApplyRest(WebVhParameters? previous, JsonObject json, ref WebVhParameters next)
    {
        if (json.TryGetPropertyValue("witness", out var witness))
        {
            if (!WebVhWitnesses.TryRead(witness, out var witnesses))
            {
                return false;
            }

            next = next with { Witnesses = witnesses };
        }

        if (json.TryGetPropertyValue("portable", out var portable))
        {
            // It can be given up later, never taken.
            if (!TryReadBoolean(portable, out var isPortable) || (isPortable && previous is not null))
            {
                return false;
            }

            next = next with { Portable = isPortable };
        }

        if (json.TryGetPropertyValue("deactivated", out var deactivated))
        {
            if (!TryReadBoolean(deactivated, out var isDeactivated))
            {
                return false;
            }

            next = next with { Deactivated = isDeactivated };
        }

        if (json.TryGetPropertyValue("watchers", out var watchers))
        {
            if (!TryReadStrings(watchers, out var urls))
            {
                return false;
            }

            next = next with { Watchers = urls };
        }

        if (json.TryGetPropertyValue("ttl", out var ttl))
        {
            if (!TryReadTimeToLive(ttl, out var timeToLive))
            {
                return false;
            }

            next = next with { TimeToLive = timeToLive };
        }

        return true;
    }

    private static bool TryReadTimeToLive(JsonNode? node, out TimeSpan timeToLive)
    {
        timeToLive = StandardTimeToLive;
        if (node is null)
        {
            return true;
        }

        if (node is not JsonValue number || !number.TryGetValue<long>(out var seconds) || seconds is < 0 or > MaxTimeToLive)
        {
            return false;
        }

        timeToLive = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static bool Is(JsonNode? node, string text) => TextOf(node) == text;

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool TryReadBoolean(JsonNode? node, out bool value)
    {
        value = node?.GetValueKind() == JsonValueKind.True;
        return node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
    }

    /// <summary>Early writers had null for nothing, which resolvers should still take ("DID Method Parameters", note).</summary>
    private static bool TryReadStrings(JsonNode? node, out string[] strings)
    {
        strings = [];
        if (node is null)
        {
            return true;
        }

        if (node is not JsonArray { Count: <= MaxItems } list)
        {
            return false;
        }

        strings = new string[list.Count];
        for (var index = 0; index < strings.Length; index++)
        {
            if (TextOf(list[index]) is not { } text)
            {
                return false;
            }

            strings[index] = text;
        }

        return true;
    }
}
