// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A hash function. Each is a singleton.</summary>
public abstract class HashFunction
{
    private protected HashFunction(string name, int hashSize, int blockSize)
    {
        Name = name;
        HashSize = hashSize;
        BlockSize = blockSize;
    }

    /// <summary>SHA-256 (FIPS 180-4).</summary>
    public static HashFunction Sha256 { get; } =
        Choose<BlockHashState<Sha256>>(HashAlgorithmName.SHA256);

    /// <summary>SHA-384 (FIPS 180-4).</summary>
    public static HashFunction Sha384 { get; } =
        Choose<BlockHashState<Sha384>>(HashAlgorithmName.SHA384);

    /// <summary>SHA-512 (FIPS 180-4).</summary>
    public static HashFunction Sha512 { get; } =
        Choose<BlockHashState<Sha512>>(HashAlgorithmName.SHA512);

    /// <summary>SHA3-256 (FIPS 202). Not the hash of Ethereum, which is <see cref="Keccak256"/>.</summary>
    public static HashFunction Sha3_256 { get; } = new ManagedHashFunction<KeccakHashState<Sha3Size256>>();

    /// <summary>SHA3-384 (FIPS 202).</summary>
    public static HashFunction Sha3_384 { get; } = new ManagedHashFunction<KeccakHashState<Sha3Size384>>();

    /// <summary>SHA3-512 (FIPS 202).</summary>
    public static HashFunction Sha3_512 { get; } = new ManagedHashFunction<KeccakHashState<Sha3Size512>>();

    /// <summary>Keccak-256 as submitted to NIST: the hash of Ethereum, which pads otherwise than SHA3-256.</summary>
    public static HashFunction Keccak256 { get; } = new ManagedHashFunction<KeccakHashState<KeccakSize256>>();

    /// <summary>BLAKE2b with a hash of 32 bytes (RFC 7693). For other sizes see <see cref="Blake2b.OfSize"/>.</summary>
    public static HashFunction Blake2b256 { get; } = Blake2b.OfSize(32);

    /// <summary>BLAKE2b with a hash of 64 bytes (RFC 7693).</summary>
    public static HashFunction Blake2b512 { get; } = Blake2b.OfSize(64);

    /// <summary>RIPEMD-160, for key fingerprints of the Bitcoin kind only.</summary>
    public static HashFunction Ripemd160 { get; } = new ManagedHashFunction<BlockHashState<Ripemd160>>();

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The size of a hash in bytes.</summary>
    public int HashSize { get; }

    /// <summary>The size of the block that the function works on, in bytes (the rate, for sponges).</summary>
    public int BlockSize { get; }

    /// <summary>Hashes <paramref name="data"/>.</summary>
    public byte[] Hash(ReadOnlySpan<byte> data)
    {
        var hash = new byte[HashSize];
        HashCore(data, hash);
        return hash;
    }

    /// <summary>Hashes <paramref name="data"/> into <paramref name="hash"/>, which has exactly the size of a hash.</summary>
    /// <exception cref="ArgumentException">The destination has another size.</exception>
    public void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (hash.Length != HashSize)
        {
            throw new ArgumentException($"A {Name} hash takes exactly {HashSize} bytes.", nameof(hash));
        }

        HashCore(data, hash);
    }

    /// <summary>Starts a hash that is computed piece by piece.</summary>
    public HashState Start() => StartCore();

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract void HashCore(ReadOnlySpan<byte> data, Span<byte> hash);

    private protected abstract HashState StartCore();

    private static HashFunction Choose<TState>(HashAlgorithmName algorithm)
        where TState : struct, IFixedHashState<TState> =>
        PlatformHashFunction.IsSupported
            ? new PlatformHashFunction(TState.Name, TState.HashSize, TState.BlockSize, algorithm)
            : new ManagedHashFunction<TState>();
}
