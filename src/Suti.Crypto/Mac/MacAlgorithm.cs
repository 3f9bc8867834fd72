// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>A message authentication code. Each is a singleton.</summary>
public abstract class MacAlgorithm
{
    private protected MacAlgorithm(string name, int tagSize, int blockSize)
    {
        Name = name;
        TagSize = tagSize;
        BlockSize = blockSize;
    }

    /// <summary>HMAC with SHA-256 (RFC 2104).</summary>
    public static MacAlgorithm HmacSha256 { get; } = Choose<BlockHashState<Sha256>>(HashAlgorithmName.SHA256);

    /// <summary>HMAC with SHA-384 (RFC 2104).</summary>
    public static MacAlgorithm HmacSha384 { get; } = Choose<BlockHashState<Sha384>>(HashAlgorithmName.SHA384);

    /// <summary>HMAC with SHA-512 (RFC 2104).</summary>
    public static MacAlgorithm HmacSha512 { get; } = Choose<BlockHashState<Sha512>>(HashAlgorithmName.SHA512);

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The size of a tag in bytes.</summary>
    public int TagSize { get; }

    /// <summary>The block size of the hash inside, in bytes: longer keys are hashed first.</summary>
    public int BlockSize { get; }

    /// <summary>The tag of <paramref name="data"/> under <paramref name="key"/>.</summary>
    public byte[] Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var tag = new byte[TagSize];
        ComputeCore(key, data, tag);
        return tag;
    }

    /// <summary>Writes the tag of <paramref name="data"/> into <paramref name="tag"/>, which has exactly the size of a tag.</summary>
    /// <exception cref="ArgumentException">The destination has another size.</exception>
    public void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> tag)
    {
        if (tag.Length != TagSize)
        {
            throw new ArgumentException($"{Name} gives a tag of exactly {TagSize} bytes.", nameof(tag));
        }

        ComputeCore(key, data, tag);
    }

    /// <summary>
    /// Whether <paramref name="tag"/> is the whole tag of <paramref name="data"/>; takes the same time wherever they differ.
    /// A tag of another size is refused, a truncated one too.
    /// </summary>
    public bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> tag)
    {
        Span<byte> expected = stackalloc byte[64];
        expected = expected[..TagSize];
        ComputeCore(key, data, expected);
        var isEqual = CryptographicOperations.FixedTimeEquals(expected, tag);
        CryptographicOperations.ZeroMemory(expected);
        return isEqual;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract void ComputeCore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> tag);

    private static MacAlgorithm Choose<TState>(HashAlgorithmName algorithm)
        where TState : struct, IFixedHashState<TState> =>
        PlatformHashFunction.IsSupported
            ? new PlatformHmac("HMAC-" + TState.Name, TState.HashSize, TState.BlockSize, algorithm)
            : new ManagedHmac<TState>();
}
