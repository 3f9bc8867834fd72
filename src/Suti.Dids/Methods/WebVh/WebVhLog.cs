// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>Replays a log (did:webvh 1.0, "Read (Resolve)"): every entry is verified, up to the first that is not valid.</summary>
internal sealed class WebVhLog
{
    private const int MaxEntries = 4096;
    private const string Placeholder = "{SCID}";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly StrictJsonLimits Limits = new() { MaxDepth = 40, MaxSize = 512 << 10, MaxValues = 32 << 10 };

    private readonly List<WebVhVersion> _versions = [];
    private readonly string _scid;
    private readonly DateTimeOffset _latest;

    private WebVhLog(string scid, DateTimeOffset now)
    {
        _scid = scid;
        _latest = now + ClockTolerance;
    }

    /// <summary>The versions that are valid, in order.</summary>
    public IReadOnlyList<WebVhVersion> Versions => _versions;

    /// <summary>Why the entry after the last valid one is not; null when the whole log is.</summary>
    public string? Fault { get; private set; }

    public static WebVhLog Replay(string scid, ReadOnlySpan<byte> jsonLines, DateTimeOffset now)
    {
        var log = new WebVhLog(scid, now);
        while (!jsonLines.IsEmpty && log.Fault is null)
        {
            var end = jsonLines.IndexOf((byte)'\n');
            var line = (end < 0 ? jsonLines : jsonLines[..end]).TrimEnd((byte)'\r');
            jsonLines = end < 0 ? default : jsonLines[(end + 1)..];
            if (!line.IsEmpty)
            {
                log.Fault = log._versions.Count == MaxEntries ? "The log has too many entries." : log.Append(line);
            }
        }

        if (log._versions.Count == 0)
        {
            log.Fault ??= "The log is empty.";
        }

        return log;
    }

    /// <summary>Checks the approvals of witnesses; from the first entry that lacks them on, the log is not valid.</summary>
    public void RequireWitnesses(ReadOnlySpan<byte> proofs)
    {
        var approvals = WebVhApprovals.Read(proofs, _versions);
        foreach (var version in _versions)
        {
            if (version.RequiredWitnesses.AreActive && !approvals.Suffice(version))
            {
                Fault = $"Version {version.Number} lacks the approval of its witnesses.";
                _versions.RemoveRange(version.Number - 1, _versions.Count - version.Number + 1);
                return;
            }
        }
    }

    public bool NeedsWitnesses => _versions.Exists(version => version.RequiredWitnesses.AreActive);

    internal static string HashOf(JsonObject entry) => Base58.Encode(Multihash.Sha256(JsonCanonicalizer.Canonicalize(entry)).ToBytes());

    /// <summary>Multikeys are hashed as they are written.</summary>
    internal static string HashOfKey(string multikey) => Base58.Encode(Multihash.Sha256(Encoding.UTF8.GetBytes(multikey)).ToBytes());

    /// <summary>What is wrong with the next entry; null when it is valid and was added.</summary>
    private string? Append(ReadOnlySpan<byte> line)
    {
        if (!StrictJson.TryParseNode(line, out var node, Limits) || node is not JsonObject entry)
        {
            return "An entry is not a JSON object.";
        }

        var proofs = entry["proof"];
        entry.Remove("proof");
        if (entry.Count != 4
            || TextOf(entry["versionId"]) is not { } versionId
            || entry["parameters"] is not JsonObject parametersJson
            || entry["state"] is not JsonObject state)
        {
            return "An entry does not have the five members of an entry.";
        }

        var previous = _versions.Count > 0 ? _versions[^1] : null;
        if (previous?.Parameters.Deactivated == true)
        {
            return "An entry stands behind the deactivation.";
        }

        if (!WebVhParameters.TryApply(previous?.Parameters, parametersJson, out var parameters))
        {
            return "The parameters of an entry break the rules.";
        }

        if (parameters.Scid != _scid)
        {
            return "The log belongs to another SCID.";
        }

        var number = _versions.Count + 1;
        if (!TryReadTime(TextOf(entry["versionTime"]), out var time) || time > _latest || time <= (previous?.Time ?? DateTimeOffset.MinValue))
        {
            return "The time of an entry is not a UTC time after that of the entry before, or lies in the future.";
        }

        return CheckHashes(entry, versionId, number, previous)
            ?? CheckKeys(entry, proofs, previous, parameters)
            ?? AddVersion(state, number, versionId, time, previous, parameters);
    }

    private string? CheckHashes(JsonObject entry, string versionId, int number, WebVhVersion? previous)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{number}-");
        if (!versionId.StartsWith(prefix, StringComparison.Ordinal))
        {
            return "The entries are not numbered one by one.";
        }

        entry["versionId"] = previous?.Id ?? _scid;
        var isChained = versionId.AsSpan(prefix.Length).SequenceEqual(HashOf(entry));
        if (isChained && previous is null)
        {
            entry["versionId"] = Placeholder;
            var preliminary = entry.ToJsonString().Replace(_scid, Placeholder, StringComparison.Ordinal);
            isChained = HashOf(JsonNode.Parse(preliminary)!.AsObject()) == _scid;
        }

        entry["versionId"] = versionId;
        return isChained ? null : "The hash of an entry is not that of its content.";
    }

    private static string? CheckKeys(JsonObject entry, JsonNode? proofs, WebVhVersion? previous, WebVhParameters parameters)
    {
        var commitments = previous?.Parameters.NextKeyHashes ?? [];
        if (commitments.Count > 0 && parameters.UpdateKeys.Any(key => !commitments.Contains(HashOfKey(key))))
        {
            return "An entry has a key that the entry before did not commit to.";
        }

        // Without pre-rotation an entry is signed by the keys of the entry before; with it, by its own.
        var authorized = previous is null || commitments.Count > 0 ? parameters.UpdateKeys : previous.Parameters.UpdateKeys;
        var list = proofs switch
        {
            JsonArray { Count: > 0 and <= 16 } several => several,
            JsonObject single => new JsonArray(single.DeepClone()),
            _ => null,
        };
        return list is not null && list.All(proof => proof is JsonObject json
            && EddsaJcsProof.TryVerify(entry, json, out var signer)
            && authorized.Contains(signer))
            ? null
            : "An entry is not signed by a key that may update the DID.";
    }

    private string? AddVersion(
        JsonObject state, int number, string versionId, DateTimeOffset time, WebVhVersion? previous, WebVhParameters parameters)
    {
        if (!DidDocument.TryParse(JsonBytes.Write(writer => state.WriteTo(writer)), out var document, out var error))
        {
            return error.Message;
        }

        if (!WebVhIdentifier.TryParse(document.Id, allowLoopback: true, out var identifier) || identifier.Scid != _scid)
        {
            return "The document of an entry belongs to another SCID.";
        }

        if (previous is not null && !document.Id.Equals(previous.Document.Id)
            && !(previous.Parameters.Portable && document.AlsoKnownAs.Contains(previous.Document.Id.ToString())))
        {
            return "The DID was moved without being portable, or without naming its former location.";
        }

        // New witnesses approve from the next entry on; the first ones approve the entry that names them.
        var required = previous?.Parameters.Witnesses.AreActive == true ? previous.Parameters.Witnesses : parameters.Witnesses;
        _versions.Add(new WebVhVersion(number, versionId, time, parameters, document, required));
        return null;
    }

    private static bool TryReadTime(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is not null && (text.EndsWith('Z') || text.EndsWith("+00:00", StringComparison.Ordinal)) && DidTime.TryParse(text, out time);
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
