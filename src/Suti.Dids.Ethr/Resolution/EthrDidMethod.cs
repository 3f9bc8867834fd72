// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Suti.Ethereum;

namespace Suti.Dids.Ethr;

/// <summary>
/// The method did:ethr: each account of Ethereum, and each key of secp256k1, is a DID; keys and services stand in a registry of ERC-1056.
/// A document is read with three requests, however many changes there were, where the node allows it.
/// </summary>
public sealed partial class EthrDidMethod : IDidMethod
{
    private static readonly AbiType OneNumber = AbiType.Parse("(uint256)");

    private readonly EthrDidOptions _options;
    private readonly EthrNetwork[] _networks;

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
        var (lastChange, asked) = await ReadStateAsync(network, identifier.Address, versionBlock, cancellationToken).ConfigureAwait(false);
        if (versionBlock is not null && asked is null)
        {
            return DidResolutionResult.FromError(DidErrorCodes.NotFound, "There is no such block yet.");
        }

        var changes = await EthrHistory.ReadAsync(network, identifier.Address, lastChange, _options.MaxChanges, cancellationToken).ConfigureAwait(false);
        var blocks = new EthrBlocks(network);
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

    private static async ValueTask<(ulong LastChange, EthereumBlock? Asked)> ReadStateAsync(
        EthrNetwork network, Address identity, ulong? block, CancellationToken cancellationToken)
    {
        var call = new EthereumCall { To = network.Registry, Data = EthrRegistryAbi.Changed.EncodeCall(identity) };
        var (data, asked) = await network.Client.CallWithBlockAsync(call, block, cancellationToken).ConfigureAwait(false);
        if (data.IsEmpty)
        {
            throw new SutiException(EthereumErrorCodes.NoContract, $"There is no registry at {network.Registry}.");
        }

        return AbiCodec.TryDecode(OneNumber, data.Span, out var values) && values[0].AsUInt256().TryToUInt64(out var lastChange)
            ? (lastChange, asked)
            : throw new SutiException(EthereumErrorCodes.RpcResponseInvalid, "What the registry gave is no block number.");
    }
}
