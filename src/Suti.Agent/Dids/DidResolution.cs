// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>Resolution by name.</summary>
internal sealed class DidResolution(IDidResolver resolver) : IDidResolution
{
    private static readonly string[] MainSections = ["verificationMethod", "publicKey", "service"];

    public async Task<JsonElement> ResolveAsync(ResolveDidRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var did = DidUrl.TryParse(request.DidUrl, out var url) ? url.Did.ToString() : request.DidUrl;
        var result = await resolver.ResolveAsync(did, ReadOptions(request.Options, url), cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(DidResolutionJson.Write(result));
    }

    public Task<JsonElement> GetComponentAsync(DidComponentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.DidDocument;
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw new SutiException(AgentErrorCodes.InvalidArgument, "/didDocument must be an object.");
        }

        var did = DidUrl.TryParse(request.DidUrl, out var url) ? url.Did.ToString() : TextOf(document, "id") ?? "";
        var main = MainSections.SelectMany(section => (IEnumerable<JsonElement>)ItemsOf(document, section)).ToArray();
        var found = (request.Section is null ? main : [.. ItemsOf(document, request.Section)])
            .Where(item => IsNamed(item, did, request.DidUrl))
            .Select(item => item.ValueKind == JsonValueKind.String
                ? main.FirstOrDefault(target => IsNamed(target, did, request.DidUrl))
                : item)
            .FirstOrDefault(static item => item.ValueKind == JsonValueKind.Object);
        if (found.ValueKind != JsonValueKind.Object)
        {
            throw new SutiException(
                ManagedDidErrorCodes.ComponentNotFound, $"not_found: DID document fragment ({request.DidUrl}) could not be located.");
        }

        if (TextOf(found, "id") is ['#', ..] relative)
        {
            var absolute = JsonObject.Create(found)!;
            absolute["id"] = did + relative;
            found = JsonSerializer.SerializeToElement(absolute, AgentJson.Default.JsonObject);
        }

        return Task.FromResult(found);
    }

    private static DidResolutionOptions ReadOptions(JsonElement? json, DidUrl? url)
    {
        string? versionId = null;
        string? versionTime = null;
        url?.TryGetParameter("versionId", out versionId);
        url?.TryGetParameter("versionTime", out versionTime);
        var options = DidRequestOptions.Check(json);
        if (options.ValueKind == JsonValueKind.Object)
        {
            versionId ??= TextOf(options, "versionId");
            versionTime ??= TextOf(options, "versionTime");
        }

        DateTimeOffset? time = null;
        if (versionTime is not null)
        {
            time = DateTimeOffset.TryParse(versionTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
                ? parsed
                : throw new SutiException(AgentErrorCodes.InvalidArgument, "/options/versionTime is not a time.");
        }

        return new()
        {
            VersionId = versionId,
            VersionTime = time,
            NoCache = options.ValueKind == JsonValueKind.Object && options.TryGetProperty("noCache", out var noCache) && noCache.ValueKind == JsonValueKind.True,
            Accept = options.ValueKind == JsonValueKind.Object ? TextOf(options, "accept") : null,
        };
    }

    private static JsonElement.ArrayEnumerator ItemsOf(JsonElement document, string section) =>
        document.TryGetProperty(section, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private static bool IsNamed(JsonElement item, string did, string wanted)
    {
        var id = item.ValueKind switch
        {
            JsonValueKind.String => item.GetString(),
            JsonValueKind.Object => TextOf(item, "id"),
            _ => null,
        };
        return id is not null && (id == wanted || did + id == wanted || id == did + wanted);
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
