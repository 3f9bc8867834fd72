// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Dids;

/// <summary>
/// What signatures of a verification method are checked with: a public key, or an account on a blockchain, whose key is recovered
/// from the signature. Accounts of contracts are verified by asking the contract, which is not done here.
/// </summary>
public sealed class VerificationKey
{
    internal VerificationKey(PublicKey publicKey) => PublicKey = publicKey;

    internal VerificationKey(BlockchainAccount account) => Account = account;

    /// <summary>The key; null when there is an account instead.</summary>
    [MemberNotNullWhen(false, nameof(Account))]
    public PublicKey? PublicKey { get; }

    /// <summary>The account; null when there is a key instead.</summary>
    public BlockchainAccount? Account { get; }

    /// <summary>
    /// Whether a signature over <paramref name="data"/> is valid under this key. Against an account of an Ethereum chain, ES256K
    /// (64 bytes) is tried with both recovery ids and ES256K-R (65 bytes) with its own. False for algorithms of other keys.
    /// </summary>
    public bool Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (PublicKey is not null)
        {
            return algorithm.KeyType == PublicKey.Type && algorithm.Verify(PublicKey, data, signature);
        }

        if (algorithm != SignatureAlgorithm.EcdsaSecp256k1 && algorithm != SignatureAlgorithm.EcdsaSecp256k1Recoverable)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[32];
        HashFunction.Sha256.Hash(data, digest);
        return VerifyDigest(digest, signature);
    }

    /// <summary>
    /// Whether a signature of a digest by secp256k1 is valid under this key: 65 bytes with the recovery id, or 64 bytes without.
    /// </summary>
    public bool VerifyDigest(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        if (PublicKey is { Type: not KeyType.Secp256k1 } || signature.Length is not (64 or 65))
        {
            return false;
        }

        if (signature.Length == 65)
        {
            return IsRecovered(digest, signature);
        }

        if (PublicKey is not null)
        {
            return SignatureAlgorithm.EcdsaSecp256k1.VerifyDigest(PublicKey, digest, signature);
        }

        Span<byte> recoverable = stackalloc byte[65];
        signature.CopyTo(recoverable);
        for (byte id = 0; id < 2; id++)
        {
            recoverable[64] = id;
            if (IsRecovered(digest, recoverable))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The key's type and fingerprint, or the account.</summary>
    public override string ToString() => PublicKey?.ToString() ?? Account!.ToString();

    private bool IsRecovered(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, signature, out var recovered)
        && (PublicKey is not null ? PublicKey.Equals(recovered) : Account!.IsOf(recovered));
}
