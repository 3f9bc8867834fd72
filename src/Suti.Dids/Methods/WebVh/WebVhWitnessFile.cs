// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// Both sides of witnessing (did:webvh 1.0, "DID Witnesses"): a witness approves a new entry, and the controller gathers the approvals
/// in <c>did-witness.json</c>, which is published before the log.
/// </summary>
public static class WebVhWitnessFile
{
    private const int MaxSize = 1 << 20;

    private static readonly StrictJsonLimits Limits = new() { MaxDepth = 16, MaxSize = MaxSize, MaxValues = 64 << 10 };

    /// <summary>
    /// Approves the newest entry of a log, as a witness. The whole log is verified first, and that it continues the log that the witness
    /// knows; whether the change itself is welcome is for the witness to decide before.
    /// </summary>
    /// <param name="did">The DID.</param>
    /// <param name="knownLog">The published log that the witness holds; null for a DID that is new.</param>
    /// <param name="log">The log with the new entry.</param>
    /// <param name="witness">The key of the witness, Ed25519.</param>
    /// <param name="time">The time of the approval.</param>
    /// <param name="cancellationToken">Ends the signing.</param>
    /// <returns>The approval, one entry of the file as JSON.</returns>
    /// <exception cref="ArgumentException">The log is not valid or does not continue the known one, or the key is of no witness of the entry.</exception>
    public static async ValueTask<string> ApproveAsync(
        Did did, string? knownLog, string log, ISigner witness, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(witness);
        var versions = Replay(did, log, time);
        var known = knownLog is null ? [] : Replay(did, knownLog, time);
        if (known.Count != versions.Count - 1 || known.Where((version, index) => version.Id != versions[index].Id).Any())
        {
            throw new ArgumentException("The log is not the one that the witness knows with one more entry.", nameof(log));
        }

        var newest = versions[^1];
        if (!newest.RequiredWitnesses.Keys.Contains(Multikey.Encode(witness.PublicKey)))
        {
            throw new ArgumentException("The key is of no witness of the entry.", nameof(witness));
        }

        var unsecured = new JsonObject { ["versionId"] = newest.Id };
        var proof = await EddsaJcsProof.CreateAsync(unsecured, witness, time, cancellationToken).ConfigureAwait(false);
        return new JsonObject { ["versionId"] = newest.Id, ["proof"] = new JsonArray(proof) }.ToJsonString();
    }

    /// <summary>
    /// Adds approvals to the file. Of each witness the two newest stay: that of the entry that is published, and that of the one that
    /// is about to be.
    /// </summary>
    /// <param name="did">The DID.</param>
    /// <param name="log">The log with the entries that were approved.</param>
    /// <param name="file">The file so far; null when there is none.</param>
    /// <param name="approvals">What <see cref="ApproveAsync"/> gave.</param>
    /// <param name="now">The time against which entries of the future are found.</param>
    /// <returns>The new file.</returns>
    /// <exception cref="ArgumentException">The log or the file is not valid, or an approval is not one of a witness of its entry.</exception>
    public static string Add(Did did, string log, string? file, IEnumerable<string> approvals, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(approvals);
        var versions = Replay(did, log, now).ToDictionary(version => version.Id, StringComparer.Ordinal);
        var proofs = new List<(WebVhVersion Version, string Witness, JsonObject Proof)>();
        foreach (var entry in file is null ? new JsonArray() : Parse(file) as JsonArray ?? throw Invalid("The file is not a list.", nameof(file)))
        {
            // Entries that are not in the log stay out: they say nothing to a reader.
            if (entry is JsonObject approval && versions.TryGetValue(TextOf(approval) ?? "", out var version))
            {
                proofs.AddRange(Read(approval, version, nameof(file)));
            }
        }

        foreach (var text in approvals)
        {
            if (Parse(text) is not JsonObject approval || !versions.TryGetValue(TextOf(approval) ?? "", out var version))
            {
                throw Invalid("An approval is of no entry of the log.", nameof(approvals));
            }

            var read = Read(approval, version, nameof(approvals));
            proofs.AddRange(read.Count > 0 && read.TrueForAll(item => version.RequiredWitnesses.Keys.Contains(item.Witness))
                ? read
                : throw Invalid("An approval is not by a witness of its entry.", nameof(approvals)));
        }

        var kept = proofs.DistinctBy(item => (item.Version.Number, item.Witness))
            .GroupBy(item => item.Witness, StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(item => item.Version.Number).Take(2))
            .GroupBy(item => item.Version)
            .OrderBy(group => group.Key.Number);
        var result = new JsonArray();
        foreach (var group in kept)
        {
            result.Add((JsonNode)new JsonObject
            {
                ["versionId"] = group.Key.Id,
                ["proof"] = new JsonArray([.. group.Select(item => (JsonNode)item.Proof.DeepClone())]),
            });
        }

        return result.ToJsonString();
    }

    /// <summary>Whether every entry of a log has the approvals it needs, so that the log may be published.</summary>
    /// <exception cref="ArgumentException">The log is not valid.</exception>
    public static bool IsApproved(Did did, string log, string? file, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(log);
        var versions = Replay(did, log, now);
        var approvals = WebVhApprovals.Read(file is null ? default : Encoding.UTF8.GetBytes(file), versions);
        return versions.All(version => !version.RequiredWitnesses.AreActive || approvals.Suffice(version));
    }

    private static IReadOnlyList<WebVhVersion> Replay(Did did, string log, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(did);
        if (!WebVhIdentifier.TryParse(did, allowLoopback: true, out var identifier))
        {
            throw Invalid("Not a DID of did:webvh.", nameof(did));
        }

        var replayed = WebVhLog.Replay(identifier.Scid, Encoding.UTF8.GetBytes(log), now);
        return replayed.Fault is null ? replayed.Versions : throw Invalid(replayed.Fault, nameof(log));
    }

    private static List<(WebVhVersion Version, string Witness, JsonObject Proof)> Read(JsonObject approval, WebVhVersion version, string parameter)
    {
        var unsecured = new JsonObject { ["versionId"] = version.Id };
        var result = new List<(WebVhVersion Version, string Witness, JsonObject Proof)>();
        foreach (var item in approval["proof"] as JsonArray ?? new JsonArray())
        {
            result.Add(item is JsonObject proof && EddsaJcsProof.TryVerify(unsecured, proof, out var signer)
                ? (version, signer, proof)
                : throw Invalid("An approval does not verify.", parameter));
        }

        return result;
    }

    private static JsonNode? Parse(string json) =>
        StrictJson.TryParseNode(Encoding.UTF8.GetBytes(json), out var node, Limits) ? node : null;

    private static string? TextOf(JsonObject approval) =>
        approval["versionId"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static ArgumentException Invalid(string message, string parameter) => new(message, parameter);
}
