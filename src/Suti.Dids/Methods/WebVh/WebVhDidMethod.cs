// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Dids;

/// <summary>
/// did:webvh 1.0: a document on a web server with its verifiable history. The log is replayed and verified in full: identifier,
/// hashes, signatures, pre-rotation, witnesses. Earlier versions resolve by id, number or time.
/// </summary>
public sealed partial class WebVhDidMethod : IDidMethod
{
    private readonly WebFetcher _fetcher;
    private readonly TimeProvider _clock;

    /// <summary>Makes the method with a guarded handler of its own.</summary>
    public WebVhDidMethod(GuardedHttpOptions? options = null, TimeProvider? clock = null)
    {
        _fetcher = WebFetcher.Guarded(options ?? new());
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Makes the method with a client of the caller, who answers for where it connects to.</summary>
    public WebVhDidMethod(HttpClient http, GuardedHttpOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _fetcher = new WebFetcher(http, options ?? new());
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => "webvh";

    /// <inheritdoc/>
    public bool SupportsVersions => true;

    /// <summary>Resolves from a log that is already there, such as one from a watcher or an archive.</summary>
    /// <param name="did">The DID.</param>
    /// <param name="log">The file <c>did.jsonl</c>.</param>
    /// <param name="witnessProofs">The file <c>did-witness.json</c>; empty when there is none.</param>
    /// <param name="options">Which version is wanted.</param>
    /// <param name="now">The time against which entries of the future are found.</param>
    public static DidResolutionResult ResolveLog(
        Did did, ReadOnlySpan<byte> log, ReadOnlySpan<byte> witnessProofs, DidResolutionOptions? options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(did);
        if (!WebVhIdentifier.TryParse(did, allowLoopback: true, out var identifier))
        {
            return Invalid("The identifier is not an SCID, a host and a path.");
        }

        var replayed = WebVhLog.Replay(identifier.Scid, log, now);
        if (replayed.NeedsWitnesses)
        {
            replayed.RequireWitnesses(witnessProofs);
        }

        return Select(did, replayed, options ?? DidResolutionOptions.None);
    }

    /// <inheritdoc/>
    public async ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(options);
        if (!WebVhIdentifier.TryParse(did, _fetcher.AllowLoopback, out var identifier))
        {
            return Invalid("The identifier is not an SCID, a host and a path.");
        }

        var (body, error) = await _fetcher.GetAsync(identifier.LogUrl, isJson: false, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return DidResolutionResult.FromError(error!);
        }

        var log = WebVhLog.Replay(identifier.Scid, body, _clock.GetUtcNow());
        if (log.NeedsWitnesses)
        {
            var (proofs, proofsError) = await _fetcher.GetAsync(identifier.WitnessUrl, isJson: true, cancellationToken).ConfigureAwait(false);
            if (proofsError?.Code == DidErrorCodes.InternalError)
            {
                return DidResolutionResult.FromError(proofsError);
            }

            log.RequireWitnesses(proofs);
        }

        return Select(did, log, options);
    }

    private static DidResolutionResult Select(Did did, WebVhLog log, DidResolutionOptions options)
    {
        if (log.Versions.Count == 0 || !log.Versions.Any(version => version.Document.Id.Equals(did)))
        {
            return Invalid(log.Fault ?? "No entry of the log is of this DID.");
        }

        // "Read" step 11: a version before the first invalid entry is still good, the newest one is not known.
        if (log.Fault is { } fault && !options.AsksForVersion)
        {
            return Invalid(fault);
        }

        var found = log.Versions.LastOrDefault(version =>
            (options.VersionId is null || version.Id == options.VersionId)
            && (options.VersionNumber is null || version.Number == options.VersionNumber)
            && (options.VersionTime is null || version.Time <= options.VersionTime));
        if (found is null)
        {
            return log.Fault is not null
                ? Invalid(log.Fault)
                : DidResolutionResult.FromError(DidErrorCodes.NotFound, "The DID has no such version.");
        }

        // At or after the time of the first invalid entry, nothing is known.
        if (log.Fault is not null && options is { VersionId: null, VersionNumber: null } && found == log.Versions[^1])
        {
            return Invalid(log.Fault);
        }

        var metadata = Describe(did, log, found);
        return found.Parameters.Deactivated || (metadata.Deactivated && !options.AsksForVersion)
            ? DidResolutionResult.FromDeactivated(metadata)
            : DidResolutionResult.FromDocument(WebVhServices.AddImplicit(found.Document), metadata);
    }

    private static DidDocumentMetadata Describe(Did did, WebVhLog log, WebVhVersion found)
    {
        var newest = log.Versions[^1];
        var next = found.Number < log.Versions.Count ? log.Versions[found.Number] : null;
        return new()
        {
            Created = log.Versions[0].Time,
            Updated = newest.Time,
            Deactivated = newest.Parameters.Deactivated,
            VersionId = found.Id,
            VersionNumber = found.Number,
            VersionTime = found.Time,
            NextVersionId = next?.Id,
            NextUpdate = next?.Time,
            // A moved DID resolves under its former names too, to the document that names it anew.
            CanonicalId = newest.Document.Id.Equals(did) ? null : newest.Document.Id.ToString(),
            EquivalentIds = [.. log.Versions.Select(version => version.Document.Id.ToString()).Where(id => id != did.ToString()).Distinct(StringComparer.Ordinal)],
            TimeToLive = newest.Parameters.TimeToLive,
            Additional = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["scid"] = JsonBytes.ToElement(writer => writer.WriteStringValue(newest.Parameters.Scid)),
                ["portable"] = JsonBytes.ToElement(writer => writer.WriteBooleanValue(newest.Parameters.Portable)),
                ["witness"] = JsonBytes.ToElement(newest.Parameters.Witnesses.WriteTo),
                ["watchers"] = JsonBytes.ToElement(writer => WriteStrings(writer, newest.Parameters.Watchers)),
            },
        };
    }

    private static void WriteStrings(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static DidResolutionResult Invalid(string message) => DidResolutionResult.FromError(DidErrorCodes.InvalidDid, message);
}
