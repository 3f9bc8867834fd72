// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Text;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// did:peer: DIDs between two parties. Numalgo 0, 2 and the long form of 4 resolve from the DID alone. The short forms, 3 and 4,
/// resolve once their long form was told by <see cref="Remember"/>, and numalgo 1 by <see cref="ResolveGenesis"/>.
/// </summary>
public sealed partial class PeerDidMethod : IDidMethod
{
    internal const string Prefix = "did:peer:";
    internal const int MethodLength = 4;

    private readonly ConcurrentDictionary<string, Did> _longForms = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "peer";

    /// <inheritdoc/>
    public bool IsOffline => true;

    /// <summary>Numalgo 0: the DID of one key for everything.</summary>
    public static Did CreateFromKey(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Did($"{Prefix}0{Multikey.Encode(key)}", MethodLength);
    }

    /// <summary>Numalgo 2: the DID of several keys, each with its purpose, and services.</summary>
    /// <exception cref="ArgumentException">There is no key, or a purpose is not a single relationship.</exception>
    public static Did CreateFromKeys(
        IEnumerable<KeyValuePair<VerificationRelationship, PublicKey>> keys, IEnumerable<DidService>? services = null) =>
        PeerKeysDid.Create(keys, services ?? []);

    /// <summary>
    /// Numalgo 4, long form: the DID of a document, given without its <c>id</c> and with relative references.
    /// </summary>
    /// <exception cref="ArgumentException">Not a JSON object, or one with an <c>id</c>.</exception>
    public static Did CreateFromDocument(ReadOnlySpan<byte> inputDocument) => PeerDocumentDid.Create(inputDocument);

    /// <summary>Numalgo 1: the DID of a genesis document, the stored variant, which has no <c>id</c>.</summary>
    /// <exception cref="ArgumentException">Not a JSON object, or one with an <c>id</c>.</exception>
    public static Did CreateFromGenesis(ReadOnlySpan<byte> genesis)
    {
        PeerDocumentDid.RequireWithoutId(genesis);
        return new Did($"{Prefix}1{PeerDocumentDid.HashOf(genesis)}", MethodLength);
    }

    /// <summary>The short form of a DID of numalgo 2 (which is numalgo 3) or of a long one of numalgo 4; null for others.</summary>
    public static Did? GetShortForm(Did did)
    {
        ArgumentNullException.ThrowIfNull(did);
        return did.Method != "peer" ? null : did.MethodSpecificId switch
        {
            ['2', .. var elements] => new Did($"{Prefix}3{PeerDocumentDid.HashOf(Encoding.ASCII.GetBytes(elements))}", MethodLength),
            ['4', ..] when PeerDocumentDid.TrySplit(did, out var hash, out _) => new Did($"{Prefix}4{hash}", MethodLength),
            _ => null,
        };
    }

    /// <summary>Numalgo 1: the document of a DID, given its genesis document.</summary>
    public static DidResolutionResult ResolveGenesis(Did did, ReadOnlySpan<byte> genesis)
    {
        ArgumentNullException.ThrowIfNull(did);
        if (did.Method != "peer" || !did.IdSpan.StartsWith("1z"))
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The DID is not one of numalgo 1.");
        }

        return did.IdSpan[1..].SequenceEqual(PeerDocumentDid.HashOf(genesis))
            ? PeerDocumentDid.Contextualize(did, genesis, alsoKnownAs: null)
            : DidResolutionResult.FromError(DidErrorCodes.InvalidDidDocument, "The document is not the one that the DID was made from.");
    }

    /// <summary>Keeps a long form, so that its short form resolves too; false when the DID has no short form or does not resolve.</summary>
    public bool Remember(Did longForm)
    {
        ArgumentNullException.ThrowIfNull(longForm);
        if (GetShortForm(longForm) is not { } shortForm || !Resolve(longForm).IsSuccess)
        {
            return false;
        }

        _longForms[shortForm.ToString()] = longForm;
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        return new(Resolve(did));
    }

    private DidResolutionResult Resolve(Did did)
    {
        switch (did.MethodSpecificId)
        {
            case ['0', .. var key]:
                return KeyDidMethod.Resolve(did, key, new DidKeyOptions());
            case ['1', .. var hash]:
                return IsGenesisId(hash)
                    ? DidResolutionResult.FromError(DidErrorCodes.NotFound, "The genesis document of the DID is not known here.")
                    : Invalid();
            case ['2', .. var elements]:
                return PeerKeysDid.Resolve(did, did, elements);
            case ['3', .. var hash] when PeerDocumentDid.IsHash(hash):
                return _longForms.TryGetValue(did.ToString(), out var longForm2)
                    ? PeerKeysDid.Resolve(did, longForm2, longForm2.MethodSpecificId[1..])
                    : Unknown();
            case ['4', .. var hash] when PeerDocumentDid.IsHash(hash):
                return _longForms.TryGetValue(did.ToString(), out var longForm4) ? PeerDocumentDid.Resolve(did, longForm4) : Unknown();
            case ['4', ..]:
                return PeerDocumentDid.Resolve(did, did);
            default:
                return Invalid();
        }
    }

    /// <summary>
    /// The grammar asks for 46 or 47 characters of base58btc, whatever they decode to; whether they are the hash of a document is seen
    /// when there is one (<see cref="ResolveGenesis"/>).
    /// </summary>
    private static bool IsGenesisId(string text) =>
        text is ['z', .. { Length: 46 or 47 } characters] && Base58.TryDecode(characters, out _);

    private static DidResolutionResult Invalid() =>
        DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The identifier is none of numalgo 0 to 4.");

    private static DidResolutionResult Unknown() =>
        DidResolutionResult.FromError(DidErrorCodes.NotFound, "The long form of the DID is not known here.");
}
