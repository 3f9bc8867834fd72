// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <content>
/// Creation, change and the end, with keys of an agent. Options of creation: <c>network</c>, the first one when absent. Options of changes, as in
/// Veramo: <c>ttl</c>, the seconds for which what is added is valid, and <c>metaIdentifierKeyId</c>, the key whose account pays; when absent the
/// controller's own account does.
/// </content>
public sealed partial class EthrDidMethod : IDidCreator, IDidUpdater, IDidDeactivator
{
    private static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(1);

    private readonly INonceStore _nonces;

    /// <inheritdoc/>
    public bool IsSelfContained => true;

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> CreateAsync(DidCreation creation, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        ArgumentNullException.ThrowIfNull(keys);
        var name = creation.GetText("network") ?? _networks.FirstOrDefault()?.Name;
        if (Array.Find(_networks, network => network.Name == name) is not { } network)
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The network is not configured.");
        }

        if (creation.GetKeyType(KeyType.Secp256k1) != KeyType.Secp256k1)
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: A did:ethr is controlled by a key of Secp256k1.");
        }

        var key = await keys.CreateAsync(KeyType.Secp256k1, creation.KeyManagementSystem, cancellationToken).ConfigureAwait(false);
        return new ControlledDid
        {
            Did = EthrIdentifier.Create(key.PublicKey, network.Name),
            ControllerKeyId = key.KeyId,
            Keys = [new(key.KeyId, key.PublicKey, VerificationRelationship.Authentication | VerificationRelationship.AssertionMethod, "#controllerKey")],
        };
    }

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> UpdateAsync(
        ControlledDid did, DidChange change, JsonElement options, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(keys);
        var (actions, changed) = Plan(did, change, ReadValidity(options));
        await ExecuteAsync(did, actions, options, keys, cancellationToken).ConfigureAwait(false);
        return changed;
    }

    /// <inheritdoc/>
    public async ValueTask<ControlledDid> DeactivateAsync(ControlledDid did, IKeyRing keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(keys);
        await ExecuteAsync(did, [EthrAction.Deactivate()], default, keys, cancellationToken).ConfigureAwait(false);
        return did with { ControllerKeyId = null, Keys = [], Services = [] };
    }

    private static (EthrAction[] Actions, ControlledDid Changed) Plan(ControlledDid did, DidChange change, TimeSpan validity)
    {
        try
        {
            switch (change)
            {
                case DidKeyAddition { Key: var key }:
                    return ([.. AttributesOf(key).Select(attribute => EthrAction.SetAttribute(attribute, validity))], did with { Keys = [.. did.Keys, key] });
                case DidKeyRemoval { KeyId: var keyId }:
                    var removed = did.Keys.FirstOrDefault(key => key.KeyId == keyId && key.KeyId != did.ControllerKeyId) ?? throw NotFound("key");
                    return ([.. AttributesOf(removed).Select(EthrAction.RevokeAttribute)], did with { Keys = [.. did.Keys.Where(key => key != removed)] });
                case DidServiceAddition { Service: var service }:
                    return ([EthrAction.SetAttribute(AttributeOf(service), validity)], did with { Services = [.. did.Services, service] });
                case DidServiceRemoval { ServiceId: var id }:
                    var ended = did.Services.FirstOrDefault(service => service.Id == id || did.Did + service.Id == id) ?? throw NotFound("service");
                    return ([EthrAction.RevokeAttribute(AttributeOf(ended))], did with { Services = [.. did.Services.Where(service => service != ended)] });
                default:
                    throw new SutiException(DidErrorCodes.FeatureNotSupported, "not_supported: did:ethr has no such change.");
            }
        }
        catch (ArgumentException exception)
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, $"illegal_argument: {exception.Message}", exception);
        }
    }

    /// <summary>The registry knows three purposes; each is an attribute of its own.</summary>
    private static IEnumerable<EthrAttribute> AttributesOf(ControlledKey key) =>
        ((VerificationRelationship[])[VerificationRelationship.AssertionMethod, VerificationRelationship.Authentication, VerificationRelationship.KeyAgreement])
            .Where(purpose => key.Relationships.HasFlag(purpose) && (purpose == VerificationRelationship.KeyAgreement) == (key.PublicKey.Type == KeyType.X25519))
            .Select(purpose => EthrAttribute.OfKey(key.PublicKey, purpose));

    private static EthrAttribute AttributeOf(DidService service)
    {
        var endpoint = service.Json.GetProperty("serviceEndpoint");
        return EthrAttribute.OfService(
            service.Types[0], endpoint.ValueKind == JsonValueKind.String ? endpoint.GetString()! : endpoint.GetRawText());
    }

    private static TimeSpan ReadValidity(JsonElement options)
    {
        if (options.ValueKind != JsonValueKind.Object || !options.TryGetProperty("ttl"u8, out var ttl))
        {
            return DefaultValidity;
        }

        return ttl.ValueKind == JsonValueKind.Number && ttl.TryGetUInt32(out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: ttl is a number of seconds.");
    }

    private static SutiException NotFound(string what) => new(DidErrorCodes.NotFound, $"not_found: The DID has no such {what}.");

    private async ValueTask ExecuteAsync(
        ControlledDid did, EthrAction[] actions, JsonElement options, IKeyRing keys, CancellationToken cancellationToken)
    {
        if (!EthrIdentifier.TryParse(did.Did, out var identifier) || Find(identifier) is not { } network)
        {
            throw new SutiException(DidErrorCodes.InvalidOptions, "illegal_argument: The DID is not on a network that is configured.");
        }

        var owner = await keys.GetSignerAsync(did.ControllerKeyId ?? throw NotFound("controller"), cancellationToken).ConfigureAwait(false);
        var payer = options.ValueKind == JsonValueKind.Object && options.TryGetProperty("metaIdentifierKeyId"u8, out var keyId)
            ? await keys.GetSignerAsync(keyId.GetString()!, cancellationToken).ConfigureAwait(false)
            : null;
        var registry = new EthrRegistry(network);
        var sender = new TransactionSender(network.Client, payer ?? owner, _nonces);
        foreach (var action in actions)
        {
            _ = payer is null
                ? await registry.ExecuteAsync(identifier.Address, action, sender, cancellationToken).ConfigureAwait(false)
                : await registry.ExecuteSignedAsync(identifier.Address, action, owner, sender, cancellationToken).ConfigureAwait(false);
        }
    }
}
