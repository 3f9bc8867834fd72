// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Dids;

/// <summary>
/// did:key: the DID is the key. Ed25519, X25519, secp256k1, P-256, P-384, P-521 and RSA keys are checked to be valid; BLS12-381
/// keys of G2 have their documents but no <see cref="VerificationMethod.PublicKey"/>.
/// </summary>
public sealed partial class KeyDidMethod(DidKeyOptions? options = null) : IDidMethod
{
    private const string Prefix = "did:key:";
    private const int BlsG2Size = 96;

    private readonly DidKeyOptions _options = options ?? new();

    /// <inheritdoc/>
    public string Name => "key";

    /// <inheritdoc/>
    public bool IsOffline => true;

    /// <summary>The DID of a key.</summary>
    public static Did Create(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Did(Prefix + Multikey.Encode(key), "key".Length);
    }

    /// <inheritdoc/>
    public ValueTask<DidResolutionResult> ResolveAsync(Did did, DidResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(did);
        return new(Resolve(did, did.MethodSpecificId, _options));
    }

    /// <summary>The document of a key in multibase under any DID: did:peer has it too.</summary>
    internal static DidResolutionResult Resolve(Did did, string multibase, DidKeyOptions options)
    {
        // did:key §3.1.3: base58btc alone, so that a key has one DID.
        if (multibase is not ['z', ..])
        {
            return DidResolutionResult.FromError(DidErrorCodes.InvalidDid, "The key is not in base58btc.");
        }

        if (MulticodecKeys.TryRead(multibase, out var key, out var error))
        {
            return DidResolutionResult.FromDocument(WriteDocument(did, multibase, key, options));
        }

        return IsBlsG2(multibase)
            ? DidResolutionResult.FromDocument(WriteOpaqueDocument(did, multibase))
            : DidResolutionResult.FromError(
                error.Code == DidErrorCodes.UnsupportedPublicKeyType ? error.Code : DidErrorCodes.InvalidDid, error.Message);
    }

    private static DidDocument WriteDocument(Did did, string multibase, PublicKey key, DidKeyOptions options)
    {
        var isMultikey = options.Form == VerificationMethodForm.Multikey;
        var builder = new DidDocumentBuilder(did, isMultikey ? DidContexts.V11 : DidContexts.V1);
        var id = did.AppendFragment(multibase);
        var written = WrittenVerificationMethod.ForKey(id.ToString(), key, options.Form, multibase);
        if (key.Type == KeyType.X25519)
        {
            return builder.Add(id, written, VerificationRelationship.KeyAgreement).Build();
        }

        // The curves of NIST and secp256k1 sign and agree; Ed25519 agrees through the X25519 key that belongs to it.
        var agrees = key.Type is KeyType.P256 or KeyType.P384 or KeyType.P521 or KeyType.Secp256k1;
        builder.Add(id, written, VerificationRelationship.Signing | (agrees ? VerificationRelationship.KeyAgreement : VerificationRelationship.None));
        if (key.Type == KeyType.Ed25519 && options.DerivesEncryptionKey)
        {
            var encryption = SignatureAlgorithm.Ed25519.ToX25519(key);
            var encryptionMultibase = Multikey.Encode(encryption);
            var encryptionId = did.AppendFragment(encryptionMultibase);
            builder.Add(
                encryptionId,
                WrittenVerificationMethod.ForKey(encryptionId.ToString(), encryption, options.Form, encryptionMultibase),
                VerificationRelationship.KeyAgreement,
                isEmbedded: isMultikey);
        }

        return builder.Build();
    }

    private static DidDocument WriteOpaqueDocument(Did did, string multibase)
    {
        var id = did.AppendFragment(multibase);
        return new DidDocumentBuilder(did, DidContexts.V11)
            .Add(id, WrittenVerificationMethod.OfMultikey(id.ToString(), multibase, key: null), VerificationRelationship.Signing)
            .Build();
    }

    /// <summary>A compressed point that is not the point at infinity; that it is on the curve is left to whoever uses it.</summary>
    private static bool IsBlsG2(string multibase) =>
        Multikey.TrySplit(multibase, out var codec, out var point)
        && codec == Multicodec.Bls12381G2PublicKey
        && point.Length == BlsG2Size
        && (point[0] & 0xC0) == 0x80;
}
