// SPDX-License-Identifier: Apache-2.0

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

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract void HashCore(ReadOnlySpan<byte> data, Span<byte> hash);
}
