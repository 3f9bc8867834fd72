// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Suti.Dids;

/// <summary>The witnesses that are active, by their keys, and how many of them must have approved (did:webvh 1.0, "DID Witnesses").</summary>
internal sealed record WebVhWitnesses(int Threshold, IReadOnlyCollection<string> Keys)
{
    private const int MaxWitnesses = 64;

    public static WebVhWitnesses None { get; } = new(0, []);

    public bool AreActive => Threshold > 0;

    public static bool TryRead(JsonNode? node, [NotNullWhen(true)] out WebVhWitnesses? witnesses)
    {
        witnesses = null;
        if (node is null)
        {
            // As with the other parameters, null is taken for nothing.
            witnesses = None;
            return true;
        }

        if (node is not JsonObject json)
        {
            return false;
        }

        if (json.Count == 0)
        {
            witnesses = None;
            return true;
        }

        if (json["witnesses"] is not JsonArray { Count: > 0 and <= MaxWitnesses } list
            || json["threshold"] is not JsonValue value
            || !value.TryGetValue<int>(out var threshold)
            || threshold < 1
            || threshold > list.Count)
        {
            return false;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            if (item is not JsonObject witness
                || witness["id"] is not JsonValue id
                || !id.TryGetValue<string>(out var did)
                || did.Contains('#', StringComparison.Ordinal)
                || !EddsaJcsProof.TryReadKey(did, out var multibase, out _)
                || !keys.Add(multibase))
            {
                return false;
            }
        }

        witnesses = new WebVhWitnesses(threshold, keys);
        return true;
    }

    /// <summary>Writes them for metadata, where the threshold is a text ("Read (Resolve)").</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (AreActive)
        {
            writer.WriteString("threshold"u8, Threshold.ToString(CultureInfo.InvariantCulture));
            writer.WriteStartArray("witnesses"u8);
            foreach (var key in Keys)
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, $"did:key:{key}");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
