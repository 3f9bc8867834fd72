// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>Where a service is reached: a URI, or a map that describes it.</summary>
public sealed class DidServiceEndpoint
{
    internal DidServiceEndpoint(string? uri, JsonElement json)
    {
        Uri = uri;
        Json = json;
    }

    /// <summary>The URI: the endpoint itself, or the member <c>uri</c> of the map. Not checked to be safe to call.</summary>
    public string? Uri { get; }

    /// <summary>The endpoint as the document has it.</summary>
    public JsonElement Json { get; }

    /// <summary>Whether the endpoint is a map.</summary>
    public bool IsMap => Json.ValueKind == JsonValueKind.Object;

    /// <summary>The URI or the map.</summary>
    public override string ToString() => Uri ?? Json.GetRawText();
}
