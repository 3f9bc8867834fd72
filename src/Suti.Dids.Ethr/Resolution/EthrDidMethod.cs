// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// The method did:ethr: each account of Ethereum, and each key of secp256k1, is a DID; keys and services stand in a registry of ERC-1056.
/// A document is read with three requests, however many changes there were, where the node allows it; with one, where nothing changed since it was read before.
/// </summary>
public sealed partial class EthrDidMethod : IDidMethod
{
    private readonly EthrDidOptions _options;
    private readonly EthrNetwork[] _networks;
    private readonly EthrReader _reader;

    /// <summary>The method on the networks of the options.</summary>
    /// <exception cref="ArgumentException">Two networks have the same name or chain.</exception>
    public EthrDidMethod(EthrDidOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _networks, _nonces) = (options, [.. options.Networks], options.Nonces ?? new InMemoryNonceStore());
        if (_networks.DistinctBy(network => network.Name).Count() != _networks.Length
            || _networks.DistinctBy(network => network.ChainId).Count() != _networks.Length)
        {
            throw new ArgumentException("Two networks have the same name or chain.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.Confirmations, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxCachedChanges, nameof(options));
        _reader = new EthrReader(options);
    }

    /// <inheritdoc/>
    public string Name => "ethr";

    /// <inheritdoc/>
    public bool SupportsVersions => true;

    /// <summary>Short: a key that was revoked must not be believed for long.</summary>
    public TimeSpan TimeToLive => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(options);
        if (!EthrIdentifier.TryParse(did, out var identifier))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The identifier is no address and no compressed key of secp256k1.");
        }

        if (Find(identifier) is not { } network)
        {
            return DidResolutionResult.FromError(DidErrorCodes.FeatureNotSupported, $"The network {Shorten(identifier.Network)} is not configured.");
        }

        if (options.VersionNumber is not null)
        {
            return DidResolutionResult.FromError(DidErrorCodes.FeatureNotSupported, "Versions of did:ethr are block numbers.");
        }

        ulong? versionBlock = null;
        if (options.VersionId is { } version)
        {
            if (options.VersionTime is not null || !ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return DidResolutionResult.FromError(DidErrorCodes.InvalidOptions, "A version of did:ethr is a block number, and stands alone.");
            }

            versionBlock = number;
        }

        return await ResolveAsync(did, identifier, network, versionBlock, options.VersionTime, cancellationToken).ConfigureAwait(false);
    }

    internal IReadOnlyList<EthrNetwork> Networks => _networks;

    internal INonceStore Nonces => _nonces;

    internal EthrNetwork? Find(EthrIdentifier identifier) => Array.Find(_networks, identifier.IsOn);

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64];

    private async ValueTask<DidResolutionResult> ResolveAsync(
        Did did, EthrIdentifier identifier, EthrNetwork network, ulong? versionBlock, DateTimeOffset? versionTime, CancellationToken cancellationToken)
    {
        var blocks = new EthrBlocks(network);
        var (changes, asked) = await _reader.ReadAsync(network, identifier.Address, versionBlock, blocks, cancellationToken).ConfigureAwait(false);
        if (versionBlock is not null && asked is null)
        {
            return DidResolutionResult.FromError(DidErrorCodes.NotFound, "There is no such block yet.");
        }

        var now = versionTime ?? asked?.Timestamp ?? _options.Clock.GetUtcNow();
        if (versionTime is not null)
        {
            await blocks.ReadAsync(changes.Select(change => change.Log), cancellationToken).ConfigureAwait(false);
        }

        var writer = new EthrDocumentWriter(did, identifier, network, _options.Form);
        EthrEvent? current = null;
        EthrEvent? next = null;
        foreach (var change in changes)
        {
            if ((versionBlock is { } limit && change.Block > limit) || (versionTime is { } time && blocks[change.Log].Timestamp > time))
            {
                next = change;
                break;
            }

            current = change;
            writer.Apply(change, (ulong)Math.Max(0, now.ToUnixTimeSeconds()));
            if (writer.IsDeactivated)
            {
                break;
            }
        }

        await blocks.ReadAsync(((EthrEvent?[])[current, next]).OfType<EthrEvent>().Select(change => change.Log), cancellationToken).ConfigureAwait(false);
        var metadata = new DidDocumentMetadata
        {
            VersionId = current?.Block.ToString(CultureInfo.InvariantCulture),
            Updated = current is null ? null : blocks[current.Log].Timestamp,
            NextVersionId = next?.Block.ToString(CultureInfo.InvariantCulture),
            NextUpdate = next is null ? null : blocks[next.Log].Timestamp,
        };
        return writer.IsDeactivated
            ? DidResolutionResult.FromDeactivated(metadata)
            : DidResolutionResult.FromDocument(writer.Write(), metadata);
    }
}
