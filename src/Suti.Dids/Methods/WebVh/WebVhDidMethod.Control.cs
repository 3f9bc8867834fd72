// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Dids;

/// <content>
/// Creation, change and end. The alias is the place on the web; options: <c>portable</c>, <c>preRotation</c>, <c>services</c>,
/// <c>ttl</c> in seconds and <c>watchers</c>. Witnesses are named with <see cref="WebVhLogWriter"/>, because each change waits for them.
/// A DID has a key that changes it, which is in no relationship, a key that signs and one that agrees on secrets.
/// </content>
public sealed partial class WebVhDidMethod : IDidCreator, IDidUpdater, IDidDeactivator, IDidPublisher
{
    private const string ScidPlaceholder = "{SCID}";

    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        var (host, path) = WebPlace.Read(creation, "webvh");
        var location = string.Join(':', path.Prepend(host).Select(Uri.EscapeDataString));
        var parameters = new JsonObject();
        if (creation.GetFlag("portable"))
        {
            parameters["portable"] = true;
        }

        if (creation.GetInteger("ttl") is { } timeToLive)
        {
            parameters["ttl"] = timeToLive;
        }

        if (creation.GetTexts("watchers") is { Count: > 0 } watchers)
        {
            parameters["watchers"] = new JsonArray([.. watchers.Select(watcher => (JsonNode)watcher)]);
        }

        var system = creation.KeyManagementSystem;
        var services = creation.GetServices();
        var update = await keys.CreateAsync(KeyType.Ed25519, system, cancellationToken).ConfigureAwait(false);
        var next = creation.GetFlag("preRotation") ? await keys.CreateAsync(KeyType.Ed25519, system, cancellationToken).ConfigureAwait(false) : null;
        if (next is not null)
        {
            parameters["nextKeyHashes"] = new JsonArray(WebVhLogWriter.GetKeyHash(next.PublicKey));
        }

        var signing = await keys.CreateAsync(KeyType.Ed25519, system, cancellationToken).ConfigureAwait(false);
        var agreement = await keys.CreateAsync(KeyType.X25519, system, cancellationToken).ConfigureAwait(false);
        var controlled = new ControlledDid
        {
            // The identifier follows from the document, in which a placeholder stands for it.
            Did = Dids.Did.Parse("did:webvh:SCID"),
            ControllerKeyId = update.KeyId,
            Services = services,
            Keys =
            [
                new(update.KeyId, update.PublicKey, VerificationRelationship.None),
                new(signing.KeyId, signing.PublicKey, VerificationRelationship.Signing, "#key-1"),
                new(agreement.KeyId, agreement.PublicKey, VerificationRelationship.KeyAgreement, "#key-2"),
            ],
        };
        var document = ToDocument(controlled, $"did:webvh:{ScidPlaceholder}:{location}");
        var signer = await keys.GetSignerAsync(update.KeyId, cancellationToken).ConfigureAwait(false);
        try
        {
            var (did, log) = await WebVhLogWriter.CreateAsync(
                location, document, parameters, signer, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return controlled with { Did = did, State = new WebVhState(log, update.KeyId, next?.KeyId).Write() };
        }
        catch (ArgumentException exception)
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The alias is not a host and a path, or a parameter is out of its range.", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> UpdateAsync(
        ControlledDid did, DidChange change, JsonElement options, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(keys);
        if (change is DidKeyRemoval removal && removal.KeyId == did.ControllerKeyId)
        {
            throw new SutiException(KeyErrorCodes.InUse, "This key changes the DID: rotate it before it is removed.");
        }

        var changed = ControlledDocument.Apply(did, change);
        return await WriteAsync(changed, ToDocument(changed, changed.Did.ToString()), [], keys, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> DeactivateAsync(ControlledDid did, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(keys);
        var end = new JsonObject { ["deactivated"] = true, ["updateKeys"] = new JsonArray() };
        if (WebVhState.Read(did).NextKeyId is not null)
        {
            // While a key is announced, the list of keys cannot be emptied: one more entry ends the announcing first.
            did = await WriteAsync(did, null, new JsonObject { ["nextKeyHashes"] = new JsonArray() }, keys, cancellationToken).ConfigureAwait(false);
        }

        return await WriteAsync(did, null, end, keys, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public DidFile GetFile(ControlledDid did)
    {
        ArgumentNullException.ThrowIfNull(did);
        return WebVhIdentifier.TryParse(did.Did, allowLoopback: true, out var identifier)
            ? new(identifier.LogUrl.AbsolutePath, "text/jsonl", Encoding.UTF8.GetBytes(WebVhState.Read(did).Log))
            : throw new ArgumentException("Not a DID of did:webvh.", nameof(did));
    }

    /// <inheritdoc/>
    public DidResolutionResult ResolveLocally(ControlledDid did)
    {
        ArgumentNullException.ThrowIfNull(did);
        return ResolveLog(did.Did, Encoding.UTF8.GetBytes(WebVhState.Read(did).Log), [], DidResolutionOptions.None, _clock.GetUtcNow());
    }

    private async ValueTask<ControlledDid> WriteAsync(
        ControlledDid did, JsonObject? document, JsonObject parameters, IKeyRing keys, CancellationToken cancellationToken)
    {
        var state = WebVhState.Read(did);
        var signingKeyId = state.NextKeyId ?? state.UpdateKeyId;
        var signer = await keys.GetSignerAsync(signingKeyId, cancellationToken).ConfigureAwait(false);
        KeyRingEntry? next = null;
        if (state.NextKeyId is not null)
        {
            // The announced key takes over, and announces the one after it unless the announcing ends here.
            parameters["updateKeys"] ??= new JsonArray(Multikey.Encode(signer.PublicKey));
            if (!parameters.ContainsKey("nextKeyHashes"))
            {
                var system = (await keys.FindAsync(signingKeyId, cancellationToken).ConfigureAwait(false))?.KeyManagementSystem;
                next = await keys.CreateAsync(KeyType.Ed25519, system, cancellationToken).ConfigureAwait(false);
                parameters["nextKeyHashes"] = new JsonArray(WebVhLogWriter.GetKeyHash(next.PublicKey));
            }
        }

        try
        {
            var time = await WaitForNextSecondAsync(state.Log, cancellationToken).ConfigureAwait(false);
            var log = await WebVhLogWriter.UpdateAsync(
                did.Did, state.Log, document, parameters, signer, time, cancellationToken).ConfigureAwait(false);
            return did with
            {
                ControllerKeyId = signingKeyId,
                State = new WebVhState(log, signingKeyId, next?.KeyId).Write(),
                Keys = did.Keys.Any(key => key.KeyId == signingKeyId)
                    ? did.Keys
                    : [new(signingKeyId, signer.PublicKey, VerificationRelationship.None), .. did.Keys.Where(key => key.KeyId != state.UpdateKeyId)],
            };
        }
        catch (ArgumentException exception)
        {
            throw new SutiException(DidErrorCodes.InvalidDid, "The log would not be valid with this change.", exception);
        }
    }

    /// <summary>Entries have the time in seconds, and each a later one than the entry before.</summary>
    private async ValueTask<DateTimeOffset> WaitForNextSecondAsync(string log, CancellationToken cancellationToken)
    {
        var last = WebVhLogWriter.GetLastTime(log);
        for (var now = _clock.GetUtcNow(); ; now = _clock.GetUtcNow())
        {
            var missing = last.AddSeconds(1) - now;
            if (missing <= TimeSpan.Zero || now < last)
            {
                return now;
            }

            await Task.Delay(missing + TimeSpan.FromMilliseconds(1), _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonObject ToDocument(ControlledDid did, string id)
    {
        var inDocument = did with { Keys = [.. did.Keys.Where(key => key.Fragment is not null)] };
        var text = ControlledDocument.ToJson(inDocument).ToJsonString();
        return JsonNode.Parse(text.Replace(did.Did.ToString(), id, StringComparison.Ordinal))!.AsObject();
    }
}
