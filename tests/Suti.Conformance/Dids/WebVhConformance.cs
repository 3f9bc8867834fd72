// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Dids;
using Suti.Testing;

namespace Suti.Conformance;

/// <summary>The test suite of did:webvh 1.0: logs of several implementations, attacks, and DID URLs.</summary>
public sealed class WebVhConformance
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task DidWebVh_EveryLogAndUrl_IsResolvedOrRefused()
    {
        var suite = new ConformanceSuite("didwebvh");
        using var index = TestVectors.ReadJson("didwebvh/index.json");
        foreach (var scenario in index.RootElement.GetProperty("scenarios").EnumerateArray())
        {
            var name = scenario.GetProperty("scenario").GetString()!;
            foreach (var implementation in scenario.GetProperty("logsFrom").EnumerateArray())
            {
                var folder = TestVectors.PathOf($"didwebvh/vectors/{name}/{implementation.GetString()}");
                switch ($"{name}/{implementation}")
                {
                    case "witness-threshold/rust" or "witness-update/rust":
                        Assert.Contains("The parameters of an entry break the rules", Refusal(folder), StringComparison.Ordinal);
                        suite.Skip("the witnesses are bare keys where the specification requires did:key");
                        continue;
                    case "witness-update/java" or "witness-update/java-eecc" or "witness-update/python" or "witness-update/ts":
                        Assert.Contains("Version 2 lacks the approval of its witnesses", Refusal(folder), StringComparison.Ordinal);
                        suite.Skip("the entry that replaces the witnesses lacks the approval of the former ones, which the specification requires");
                        continue;
                }

                suite.Case($"{name}/{implementation}", () => scenario.GetProperty("negative").GetBoolean() ? IsRefused(scenario, folder) : IsResolved(folder));
            }
        }

        foreach (var item in JsonNode.Parse(TestVectors.ReadBytes("didwebvh/resolver-suite/resolver-suite.json"))!.AsArray())
        {
            await suite.CaseAsync((string)item!["did_url"]!, () => CheckUrl(item));
        }

        suite.Complete(80 + 22);
    }

    private static string Refusal(string folder) => WebVhDidMethod.ResolveLog(
        States(folder)[^1], File.ReadAllBytes(Path.Combine(folder, "did.jsonl")), Witnesses(folder), null, Now).Error!.Message;

    private static bool IsResolved(string folder)
    {
        var log = File.ReadAllBytes(Path.Combine(folder, "did.jsonl"));
        var did = States(folder)[^1];
        foreach (var path in Directory.EnumerateFiles(folder, "resolutionResult*.json"))
        {
            var expected = JsonNode.Parse(File.ReadAllBytes(path))!;
            var parts = Path.GetFileName(path).Split('.');
            var options = new DidResolutionOptions { VersionNumber = parts.Length == 3 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : null };
            var result = WebVhDidMethod.ResolveLog(did, log, Witnesses(folder), options, Now);
            var isDeactivated = (bool?)expected["didDocumentMetadata"]?["deactivated"] == true;
            if (result.Error is not null
                || result.DocumentMetadata.Deactivated != isDeactivated
                || (options.VersionNumber is { } number
                    ? result.DocumentMetadata.VersionNumber != number
                    : result.DocumentMetadata.VersionId != (string?)expected["didDocumentMetadata"]!["versionId"])
                || (result.Document is null) != (isDeactivated && options.VersionNumber is null))
            {
                throw new InvalidOperationException($"{Path.GetFileName(path)}: {result.Error} {result.DocumentMetadata}");
            }

            // One implementation describes its newest version in every file; the entry of the log itself is the judge then.
            var document = expected["didDocument"] as JsonObject ?? [];
            if (options.VersionNumber is { } wanted && (int?)expected["didDocumentMetadata"]!["versionNumber"] != wanted)
            {
                document = JsonNode.Parse(File.ReadAllLines(Path.Combine(folder, "did.jsonl"))[wanted - 1])!["state"]!.AsObject();
            }

            // The specification forbids the document of a deactivated DID; some implementations give it nevertheless.
            if (result.Document is not null && !HasSameMembers(result.Document, document))
            {
                throw new InvalidOperationException($"{Path.GetFileName(path)}: {result.Document.ToJson()}");
            }
        }

        return true;
    }

    /// <summary>The implicit services are added by some resolvers only, and are not part of the state.</summary>
    private static bool HasSameMembers(DidDocument document, JsonObject expected)
    {
        var actual = JsonNode.Parse(document.ToJson())!.AsObject();
        actual.Remove("service");
        var wanted = expected.DeepClone().AsObject();
        wanted.Remove("service");
        return JsonNode.DeepEquals(actual, wanted);
    }

    private static bool IsRefused(JsonElement scenario, string folder)
    {
        var log = File.ReadAllBytes(Path.Combine(folder, "did.jsonl"));
        if (scenario.TryGetProperty("literalDids", out var literals))
        {
            return literals.EnumerateArray().All(literal =>
                !Did.TryParse(literal.GetProperty("did").GetString(), out var did)
                || WebVhDidMethod.ResolveLog(did, log, default, null, Now).Error?.Code == DidErrorCodes.InvalidDid);
        }

        return States(folder).TrueForAll(did =>
            WebVhDidMethod.ResolveLog(did, log, Witnesses(folder), null, Now).Error?.Code == DidErrorCodes.InvalidDid);
    }

    private static async Task<bool> CheckUrl(JsonNode item)
    {
        var folder = TestVectors.PathOf($"didwebvh/resolver-suite/logs/{item["log"]}");
        var resolver = new DidResolver([new ArchivedLogs(folder)]);
        var result = await resolver.DereferenceAsync((string)item["did_url"]!);
        if ((string)item["status"]! == "error")
        {
            return result.Error?.Code == (string)item["didResolutionMetadata"]!["error"]! ? true : throw new InvalidOperationException($"{result.Error}");
        }

        var expected = item["didDocumentMetadata"]!;
        return result.IsSuccess
            && result.ContentMetadata.VersionId == (string)expected["versionId"]!
            && result.ContentMetadata.VersionNumber == (int)expected["versionNumber"]!
            ? true
            : throw new InvalidOperationException($"{result.Error} {result.ContentMetadata}");
    }

    private static List<Did> States(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, "did.jsonl")).Where(line => line.Length > 0).Select(line => Did.Parse((string)JsonNode.Parse(line)!["state"]!["id"]!))];

    private static byte[] Witnesses(string folder)
    {
        var path = Path.Combine(folder, "did-witness.json");
        return File.Exists(path) ? File.ReadAllBytes(path) : [];
    }

    /// <summary>The method over files instead of a web server.</summary>
    private sealed class ArchivedLogs(string folder) : IDidMethod
    {
        public string Name => "webvh";

        public bool SupportsVersions => true;

        public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken) =>
            new(WebVhDidMethod.ResolveLog(did, File.ReadAllBytes(Path.Combine(folder, "did.jsonl")), Witnesses(folder), options, Now));
    }
}
