// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// Writes the entries of a log of did:webvh: creation, updates and the end. What it gives is the text of <c>did.jsonl</c>, which
/// the caller publishes. Every log it writes is replayed before it is given out, so that none is published that does not resolve.
/// </summary>
public static class WebVhLogWriter
{
    private const string Placeholder = "{SCID}";

    /// <summary>Creates a DID.</summary>
    /// <param name="location">Where it will be, as in the DID: <c>example.com</c> or <c>example.com%3A8443:path</c>.</param>
    /// <param name="document">The document, without proof and with <c>{SCID}</c> where the SCID will be; its <c>id</c> is set here.</param>
    /// <param name="parameters">The parameters beside <c>method</c> and <c>scid</c>; <c>updateKeys</c> is the signer's key if absent.</param>
    /// <param name="signer">An Ed25519 key that may update the DID.</param>
    /// <param name="time">When the DID is created.</param>
    /// <param name="cancellationToken">Ends the signing.</param>
    /// <returns>The DID and its log of one entry.</returns>
    /// <exception cref="ArgumentException">The parts do not make a valid DID.</exception>
    public static async ValueTask<(Did Did, string Log)> CreateAsync(
        string location, JsonObject document, JsonObject? parameters, ISigner signer, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(signer);
        var active = Copy(parameters);
        active["method"] = WebVhParameters.Method;
        active["scid"] = Placeholder;
        active.TryAdd("updateKeys", new JsonArray(Multikey.Encode(signer.PublicKey)));
        var state = Copy(document);
        state["id"] = $"did:webvh:{Placeholder}:{location}";
        var preliminary = Entry(Placeholder, time, active, state);
        var scid = WebVhLog.HashOf(preliminary);
        var entry = JsonNode.Parse(preliminary.ToJsonString().Replace(Placeholder, scid, StringComparison.Ordinal))!.AsObject();
        var log = await FinishAsync("", entry, 1, signer, time, cancellationToken).ConfigureAwait(false);
        var did = Did.TryParse((string)entry["state"]!["id"]!, out var parsed) ? parsed : throw new ArgumentException("Not the location of a web server.", nameof(location));
        Verify(scid, log, 1, time);
        return (did, log);
    }

    /// <summary>Adds a version.</summary>
    /// <param name="did">The DID.</param>
    /// <param name="log">The log so far.</param>
    /// <param name="document">The new document; null for no change.</param>
    /// <param name="parameters">The parameters that change; null for none.</param>
    /// <param name="signer">A key that may update the DID: one of the version before, or with pre-rotation one of this version.</param>
    /// <param name="time">When the version begins.</param>
    /// <param name="cancellationToken">Ends the signing.</param>
    /// <returns>The whole log with the new entry.</returns>
    /// <exception cref="ArgumentException">The log is not valid, or would not be with the new entry.</exception>
    public static async ValueTask<string> UpdateAsync(
        Did did, string log, JsonObject? document, JsonObject? parameters, ISigner signer, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(signer);
        if (!WebVhIdentifier.TryParse(did, allowLoopback: true, out var identifier))
        {
            throw new ArgumentException("Not a DID of did:webvh.", nameof(did));
        }

        var before = Verify(identifier.Scid, log, null, time);
        var newest = before.Versions[^1];
        var state = document is null
            ? JsonNode.Parse(newest.Document.ToUtf8())!.AsObject()
            : Copy(document);
        state.TryAdd("id", newest.Document.Id.ToString());
        var entry = Entry(newest.Id, time, Copy(parameters), state);
        var longer = await FinishAsync(log, entry, newest.Number + 1, signer, time, cancellationToken).ConfigureAwait(false);
        Verify(identifier.Scid, longer, newest.Number + 1, time);
        return longer;
    }

    /// <summary>Gives the DID up for good: no key may update it any more.</summary>
    /// <returns>The whole log with the last entry.</returns>
    /// <exception cref="ArgumentException">The log is not valid, or the signer may not update the DID.</exception>
    public static ValueTask<string> DeactivateAsync(Did did, string log, ISigner signer, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        UpdateAsync(did, log, null, new JsonObject { ["deactivated"] = true, ["updateKeys"] = new JsonArray() }, signer, time, cancellationToken);

    /// <summary>The hash that commits to a key for <c>nextKeyHashes</c>.</summary>
    public static string GetKeyHash(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WebVhLog.HashOfKey(Multikey.Encode(key));
    }

    /// <summary>The time of the newest entry of a log that was written here.</summary>
    internal static DateTimeOffset GetLastTime(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var entry = lines.Length > 0 ? JsonNode.Parse(lines[^1]) : null;
        return DateTimeOffset.TryParse(
            (string?)entry?["versionTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : DateTimeOffset.MinValue;
    }

    private static JsonObject Entry(string versionId, DateTimeOffset time, JsonObject parameters, JsonObject state) => new()
    {
        ["versionId"] = versionId,
        ["versionTime"] = DidTime.Format(time),
        ["parameters"] = parameters,
        ["state"] = state,
    };

    private static async ValueTask<string> FinishAsync(
        string log, JsonObject entry, int number, ISigner signer, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (number == 1)
        {
            entry["versionId"] = (string)entry["parameters"]!["scid"]!;
        }

        entry["versionId"] = string.Create(CultureInfo.InvariantCulture, $"{number}-{WebVhLog.HashOf(entry)}");
        var proof = await EddsaJcsProof.CreateAsync(entry, signer, time, cancellationToken).ConfigureAwait(false);
        entry["proof"] = new JsonArray(proof);
        var separator = log.Length == 0 || log.EndsWith('\n') ? "" : "\n";
        return $"{log}{separator}{Encoding.UTF8.GetString(JsonCanonicalizer.Canonicalize(entry))}\n";
    }

    /// <summary>Witnesses approve after the entry is written, so that they are not asked for here.</summary>
    private static WebVhLog Verify(string scid, string log, int? count, DateTimeOffset time)
    {
        var replayed = WebVhLog.Replay(scid, Encoding.UTF8.GetBytes(log), time);
        return replayed.Fault is null && (count is null || replayed.Versions.Count == count)
            ? replayed
            : throw new ArgumentException(replayed.Fault ?? "The log has another number of entries.", nameof(log));
    }

    private static JsonObject Copy(JsonObject? json) => json?.DeepClone().AsObject() ?? [];
}
