// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>An Ed25519 private key, expanded once: seed, scalar modulo L and the prefix of the nonce (RFC 8032 §5.1.5).</summary>
internal sealed class Ed25519PrivateMaterial : PrivateKeyMaterial
{
    public const int SeedSize = 32;

    private readonly byte[] _expanded;

    private Ed25519PrivateMaterial(byte[] seed, byte[] expanded, Ed25519PublicMaterial publicKey)
        : base(seed, publicKey) => _expanded = expanded;

    public ReadOnlySpan<byte> Scalar => _expanded.AsSpan(0, Scalar25519.Size);

    public ReadOnlySpan<byte> Prefix => _expanded.AsSpan(Scalar25519.Size);

    public static Ed25519PrivateMaterial FromSeed(ReadOnlySpan<byte> seed)
    {
        var raw = GC.AllocateUninitializedArray<byte>(SeedSize, pinned: true);
        seed.CopyTo(raw);
        return FromPinnedSeed(raw);
    }

    public static Ed25519PrivateMaterial Generate(RandomSource random)
    {
        var raw = GC.AllocateUninitializedArray<byte>(SeedSize, pinned: true);
        random.Fill(raw);
        return FromPinnedSeed(raw);
    }

    /// <summary>The clamped scalar as an X25519 key.</summary>
    public X25519PrivateMaterial ToX25519()
    {
        Span<byte> hash = stackalloc byte[64];
        ExpandSeed(Raw, hash);
        var material = X25519PrivateMaterial.FromRaw(hash[..X25519Core.Size]);
        CryptographicOperations.ZeroMemory(hash);
        return material;
    }

    protected override void Clear() => CryptographicOperations.ZeroMemory(_expanded);

    private static Ed25519PrivateMaterial FromPinnedSeed(byte[] seed)
    {
        var expanded = GC.AllocateUninitializedArray<byte>(64, pinned: true);
        ExpandSeed(seed, expanded);
        var scalar = expanded.AsSpan(0, Scalar25519.Size);
        Scalar25519.Reduce(scalar, scalar);
        var publicKey = new byte[EdwardsPoint.Size];
        Ed25519Core.MultiplyBase(scalar, publicKey, out var point);
        return new Ed25519PrivateMaterial(seed, expanded, new(publicKey, point));
    }

    /// <summary>Hashes the seed and clamps the lower half (RFC 8032 §5.1.5).</summary>
    private static void ExpandSeed(ReadOnlySpan<byte> seed, Span<byte> hash)
    {
        var state = BlockHashState<Sha512>.Start();
        state.Append(seed);
        state.Finish(hash);
        X25519Core.Clamp(hash);
    }
}
