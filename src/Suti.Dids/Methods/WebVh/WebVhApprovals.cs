// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>Which witness has approved up to which version (did:webvh 1.0, "The Witness Proofs File").</summary>
internal sealed class WebVhApprovals
{
    private const int MaxProofs = 1024;

    private static readonly StrictJsonLimits Limits = new() { MaxDepth = 16, MaxSize = 1 << 20, MaxValues = 64 << 10 };

    /// <summary>By key, the newest version that it approved, and so every version before.</summary>
    private readonly Dictionary<string, int> _newest = new(StringComparer.Ordinal);

    public static WebVhApprovals Read(ReadOnlySpan<byte> json, IReadOnlyList<WebVhVersion> versions)
    {
        var approvals = new WebVhApprovals();
        if (!StrictJson.TryParseNode(json, out var node, Limits) || node is not JsonArray entries)
        {
            return approvals;
        }

        var numbers = versions.ToDictionary(version => version.Id, version => version.Number, StringComparer.Ordinal);
        var budget = MaxProofs;
        foreach (var entry in entries.OfType<JsonObject>())
        {
            // Proofs of versions that are not in the log say nothing: they may be of another DID with the same witness.
            if (entry["versionId"] is not JsonValue id
                || !id.TryGetValue<string>(out var versionId)
                || !numbers.TryGetValue(versionId, out var number)
                || entry["proof"] is not JsonArray proofs)
            {
                continue;
            }

            var unsecured = new JsonObject { ["versionId"] = versionId };
            foreach (var proof in proofs.OfType<JsonObject>())
            {
                if (budget-- > 0 && EddsaJcsProof.TryVerify(unsecured, proof, out var signer))
                {
                    approvals._newest[signer] = Math.Max(number, approvals._newest.GetValueOrDefault(signer));
                }
            }
        }

        return approvals;
    }

    public bool Suffice(WebVhVersion version) =>
        version.RequiredWitnesses.Keys.Count(key => _newest.GetValueOrDefault(key) >= version.Number) >= version.RequiredWitnesses.Threshold;
}
