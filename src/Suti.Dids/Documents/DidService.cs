// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>A way to reach the subject of a document (DID Core §5.4).</summary>
public sealed class DidService
{
    internal DidService(string id, IReadOnlyList<string> types, IReadOnlyList<DidServiceEndpoint> endpoints, JsonElement json)
    {
        Id = id;
        Types = types;
        Endpoints = endpoints;
        Json = json;
    }

    /// <summary>The id; where the document writes a relative one, it is made absolute here.</summary>
    public string Id { get; }

    /// <summary>The types; at least one.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The endpoints; at least one, unless the document has an empty list.</summary>
    public IReadOnlyList<DidServiceEndpoint> Endpoints { get; }

    /// <summary>The service as the document has it, with every member.</summary>
    public JsonElement Json { get; }

    /// <summary>A service with one URI.</summary>
    /// <param name="id">The id: a URI, or relative to the document such as <c>#inbox</c>.</param>
    /// <param name="type">The type, such as <c>LinkedDomains</c>.</param>
    /// <param name="uri">Where the service is.</param>
    public static DidService Create(string id, string type, string uri) => Create(id, type, JsonValue.Create(uri));

    /// <summary>A service whose endpoint is a URI, a map or a list of them.</summary>
    /// <exception cref="ArgumentException">The parts are not those of a service.</exception>
    public static DidService Create(string id, string type, JsonNode endpoint)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(endpoint);
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["serviceEndpoint"] = endpoint.DeepClone() };
        return DidServiceReader.TryRead(null, StrictJson.ParseElement(JsonBytes.Write(writer => json.WriteTo(writer))), out var service, out var error)
            ? service
            : throw new ArgumentException(error.Message, nameof(endpoint));
    }

    /// <summary>A service from its JSON, which may have a relative id.</summary>
    /// <exception cref="SutiException">It is not a service (<see cref="DidErrorCodes.InvalidOptions"/>).</exception>
    public static DidService FromJson(JsonElement json) =>
        DidServiceReader.TryRead(null, json.Clone(), out var service, out var error)
            ? service
            : throw new SutiException(DidErrorCodes.InvalidOptions, $"illegal_argument: {error.Message}");

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
