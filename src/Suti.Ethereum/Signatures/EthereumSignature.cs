// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Ethereum;

/// <summary>
/// A signature of an account: r, s and the parity of y, from which the account is recovered. Only the lower of the two possible s is
/// accepted (EIP-2), so a signature cannot be turned into another one of the same message.
/// </summary>
public readonly record struct EthereumSignature
{
    /// <summary>The size with a recovery byte.</summary>
    public const int Size = 65;

    /// <summary>The size of the compact form (ERC-2098).</summary>
    public const int CompactSize = 64;

    private EthereumSignature(UInt256 r, UInt256 s, bool yParity) => (R, S, YParity) = (r, s, yParity);

    /// <summary>The x coordinate of the ephemeral point.</summary>
    public UInt256 R { get; }

    /// <summary>The proof; at most half the order of the group.</summary>
    public UInt256 S { get; }

    /// <summary>Whether the y coordinate of the ephemeral point is odd.</summary>
    public bool YParity { get; }

    private static UInt256 Order { get; } = UInt256.Parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    private static UInt256 HalfOrder { get; } = Order >> 1;

    /// <summary>Takes the parts; false when one is zero, r is not below the order or s is above half of it.</summary>
    public static bool TryCreate(UInt256 r, UInt256 s, bool yParity, out EthereumSignature signature)
    {
        var valid = !r.IsZero && r < Order && !s.IsZero && s <= HalfOrder;
        signature = valid ? new EthereumSignature(r, s, yParity) : default;
        return valid;
    }

    /// <summary>
    /// Reads 65 bytes whose last is 27 or 28 (or 0 or 1), or the 64 bytes of ERC-2098, whose first bit of s is the parity.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EthereumSignature signature)
    {
        signature = default;
        switch (bytes.Length)
        {
            case Size when bytes[CompactSize] is 0 or 1 or 27 or 28:
                return TryCreate(
                    UInt256.FromBigEndian(bytes[..32]), UInt256.FromBigEndian(bytes[32..64]), bytes[CompactSize] is 1 or 28, out signature);
            case CompactSize:
                var word = UInt256.FromBigEndian(bytes[32..]);
                return TryCreate(UInt256.FromBigEndian(bytes[..32]), (word << 1) >> 1, word.BitLength == 256, out signature);
            default:
                return false;
        }
    }

    /// <summary>Signs a digest of 32 bytes.</summary>
    /// <exception cref="ArgumentException">The signer has no secp256k1 key, or the digest another size.</exception>
    /// <exception cref="SutiException">
    /// <see cref="EthereumErrorCodes.SignatureInvalid"/>: the signer gave a signature that is not one of its key.
    /// </exception>
    public static async ValueTask<EthereumSignature> SignAsync(
        ISigner signer, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        RequireDigest(digest.Span);
        var bytes = await signer.SignDigestAsync(SignatureAlgorithm.EcdsaSecp256k1Recoverable, digest, cancellationToken)
            .ConfigureAwait(false);

        // A key in this process is not checked: it cannot answer with another's signature, and recovery costs more than signing.
        return TryRead(bytes, out var signature)
            && (signer is PrivateKey
                || (signature.TryRecover(digest.Span, out var account) && account == Address.FromPublicKey(signer.PublicKey)))
            ? signature
            : throw new SutiException(EthereumErrorCodes.SignatureInvalid, "The signer gave a signature that is not one of its key.");
    }

    /// <summary>Signs a digest of 32 bytes with a key in memory.</summary>
    /// <exception cref="ArgumentException">The key is not of secp256k1, or the digest has another size.</exception>
    public static EthereumSignature Sign(PrivateKey key, ReadOnlySpan<byte> digest)
    {
        RequireDigest(digest);
        Span<byte> bytes = stackalloc byte[Size];
        SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(key, digest, bytes);
        return new EthereumSignature(UInt256.FromBigEndian(bytes[..32]), UInt256.FromBigEndian(bytes[32..64]), bytes[64] == 1);
    }

    /// <summary>The account that signed a digest; false when the signature leads to none.</summary>
    public bool TryRecover(ReadOnlySpan<byte> digest, out Address account)
    {
        account = default;
        Span<byte> bytes = stackalloc byte[Size];
        WriteBytes(bytes);
        if (digest.Length != Keccak.Size
            || !SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, bytes, out var key, requireLowS: true))
        {
            return false;
        }

        account = Address.FromPublicKey(key);
        return !account.IsZero;
    }

    /// <summary>Whether an account made this signature of a digest.</summary>
    public bool IsOf(Address account, ReadOnlySpan<byte> digest) =>
        !account.IsZero && TryRecover(digest, out var recovered) && recovered == account;

    /// <summary>65 bytes, the last being 27 or 28, as contracts and wallets expect.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        WriteBytes(bytes);
        return bytes;
    }

    /// <summary>The 64 bytes of ERC-2098.</summary>
    public byte[] ToCompact()
    {
        var bytes = new byte[CompactSize];
        R.WriteBigEndian(bytes);
        S.WriteBigEndian(bytes.AsSpan(32));
        bytes[32] |= YParity ? (byte)0x80 : (byte)0;
        return bytes;
    }

    private static void RequireDigest(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Keccak.Size)
        {
            throw new ArgumentException("A digest has 32 bytes.", nameof(digest));
        }
    }

    private void WriteBytes(Span<byte> bytes)
    {
        R.WriteBigEndian(bytes);
        S.WriteBigEndian(bytes[32..]);
        bytes[64] = YParity ? (byte)28 : (byte)27;
    }
}
