// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Dids;

namespace Suti.Credentials;

/// <summary>A key that a signature may have been made with: of a DID document, or of another controller.</summary>
internal readonly struct CandidateKey
{
    private readonly VerificationKey? _didKey;

    public CandidateKey(VerificationKey key, string id)
    {
        _didKey = key;
        PublicKey = key.PublicKey;
        Id = id;
    }

    public CandidateKey(ControllerKey key)
    {
        PublicKey = key.Key;
        Id = key.Id;
    }

    public string Id { get; }

    public PublicKey? PublicKey { get; }

    /// <summary>The account, when there is one instead of a key.</summary>
    public BlockchainAccount? Account => _didKey?.Account;

    /// <summary>Whether the key is one for the algorithm at all.</summary>
    public bool Fits(SignatureAlgorithm algorithm) =>
        PublicKey is not null ? PublicKey.Type == algorithm.KeyType : algorithm.KeyType == KeyType.Secp256k1;

    public bool Verify(in SignatureInput input)
    {
        if (input.Signature.IsEmpty)
        {
            return false;
        }

        if (input.IsDigest)
        {
            return _didKey is not null
                ? _didKey.VerifyDigest(input.Data.Span, input.Signature.Span)
                : PublicKey!.Type == KeyType.Secp256k1 && RecoversTo(PublicKey, input);
        }

        // One equation for one signature and for a batch (ADR 0002), so that both always give the same answer.
        if (input.Algorithm == SignatureAlgorithm.Ed25519)
        {
            return PublicKey is { Type: KeyType.Ed25519 }
                && SignatureAlgorithm.Ed25519.Verify(PublicKey, input.Data.Span, input.Signature.Span, Ed25519Verification.Cofactored);
        }

        return _didKey is not null
            ? _didKey.Verify(input.Algorithm!, input.Data.Span, input.Signature.Span)
            : input.Algorithm!.KeyType == PublicKey!.Type && input.Algorithm.Verify(PublicKey, input.Data.Span, input.Signature.Span);
    }

    private static bool RecoversTo(PublicKey key, in SignatureInput input) =>
        SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(input.Data.Span, input.Signature.Span, out var recovered) && key.Equals(recovered);
}
