// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Suti.Dids;

/// <summary>
/// The services that every did:webvh has unless its document says otherwise (did:webvh 1.0, "DID URL Resolution"): the files beside
/// its log, and the presentation in which it says who it is.
/// </summary>
internal static class WebVhServices
{
    private const string WellKnown = ".well-known/";

    /// <summary>The document with both services. The entry of the log stays as it is signed.</summary>
    public static DidDocument AddImplicit(DidDocument document)
    {
        var hasFiles = document.TryGetService("files", out _);
        var hasWhois = document.TryGetService("whois", out _);
        if ((hasFiles && hasWhois) || !WebVhIdentifier.TryParse(document.Id, allowLoopback: true, out var identifier))
        {
            return document;
        }

        var folder = new Uri(identifier.LogUrl, ".").AbsoluteUri;
        folder = folder.EndsWith('/' + WellKnown, StringComparison.Ordinal) ? folder[..^WellKnown.Length] : folder;
        var json = JsonNode.Parse(document.ToUtf8())!.AsObject();
        if (json["service"] is not JsonArray services)
        {
            services = new JsonArray();
            json["service"] = services;
        }

        if (!hasFiles)
        {
            services.Add((JsonNode)new JsonObject { ["id"] = document.Id + "#files", ["type"] = "relativeRef", ["serviceEndpoint"] = folder });
        }

        if (!hasWhois)
        {
            services.Add((JsonNode)new JsonObject
            {
                ["@context"] = "https://identity.foundation/linked-vp/contexts/v1",
                ["id"] = document.Id + "#whois",
                ["type"] = "LinkedVerifiablePresentation",
                ["serviceEndpoint"] = folder + "whois.vp",
            });
        }

        // A document at the limits of size or number stays without them.
        return DidDocument.TryParse(JsonBytes.Write(writer => json.WriteTo(writer)), out var extended, out _) ? extended : document;
    }
}
