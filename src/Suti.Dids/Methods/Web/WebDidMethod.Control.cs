// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;

namespace Suti.Dids;

/// <content>
/// Creation and change. The alias is the place on the web, <c>example.com</c> or <c>example.com/people/alice</c>; option:
/// <c>keyType</c>, Secp256k1 when absent. The DID resolves once its file is published.
/// </content>
public sealed partial class WebDidMethod : IDidCreator, IDidUpdater, IDidPublisher
{
    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        var (host, path) = WebPlace.Read(creation, "web");
        Did did;
        try
        {
            did = Create(host, path);
        }
        catch (ArgumentException exception)
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The alias is not a host and a path.", exception);
        }

        var type = creation.GetKeyType(KeyType.Secp256k1);
        var key = await keys.CreateAsync(type, creation.KeyManagementSystem, cancellationToken).ConfigureAwait(false);
        var controlled = new ControlledDid
        {
            Did = did,
            ControllerKeyId = key.KeyId,
            Services = creation.GetServices(),
            Keys = [new(key.KeyId, key.PublicKey, ControlledKey.GetUses(type), "#key-1")],
        };
        _ = ControlledDocument.Build(controlled);
        return controlled;
    }

    /// <inheritdoc/>
    public ValueTask<ControlledDid> UpdateAsync(
        ControlledDid did, DidChange change, JsonElement options, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(change);
        return new(ControlledDocument.Apply(did, change));
    }

    /// <inheritdoc/>
    public DidFile GetFile(ControlledDid did)
    {
        ArgumentNullException.ThrowIfNull(did);
        return WebLocation.TryGetUrl(did.Did.IdSpan, "did.json", allowLoopback: true, out var url)
            ? new(url.AbsolutePath, "application/did+ld+json", ControlledDocument.Build(did).ToUtf8(DidRepresentation.JsonLd))
            : throw new ArgumentException("Not a DID of did:web.", nameof(did));
    }

    /// <inheritdoc/>
    public DidResolutionResult ResolveLocally(ControlledDid did)
    {
        ArgumentNullException.ThrowIfNull(did);
        return DidResolutionResult.FromDocument(ControlledDocument.Build(did));
    }
}
