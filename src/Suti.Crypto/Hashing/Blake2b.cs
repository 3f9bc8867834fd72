// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>BLAKE2b (RFC 7693): a hash of any size up to 64 bytes, and with a key a MAC.</summary>
public sealed class Blake2b : HashFunction
{
    /// <summary>The largest size of a hash, and of a key, in bytes.</summary>
    public const int MaxSize = Blake2bState.MaxSize;

    private static readonly SelfTest KnownAnswer = new("BLAKE2b", IsKnownAnswerRight);
    private static readonly Blake2b?[] BySize = new Blake2b?[MaxSize + 1];

    private Blake2b(int hashSize)
        : base($"BLAKE2b-{hashSize * 8}", hashSize, Blake2bState.BlockSize)
    {
    }

    /// <summary>BLAKE2b with a hash of <paramref name="hashSize"/> bytes; every size is a function of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not between 1 and 64.</exception>
    public static Blake2b OfSize(int hashSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashSize, MaxSize);
        return BySize[hashSize] ??= new Blake2b(hashSize);
    }

    /// <summary>Hashes <paramref name="data"/> under <paramref name="key"/> into <paramref name="hash"/>.</summary>
    /// <exception cref="ArgumentException">The key is longer than 64 bytes, or the destination has another size than the hash.</exception>
    public void HashKeyed(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (key.Length > MaxSize)
        {
            throw new ArgumentException($"{Name} takes a key of at most {MaxSize} bytes.", nameof(key));
        }

        if (hash.Length != HashSize)
        {
            throw new ArgumentException($"A {Name} hash takes exactly {HashSize} bytes.", nameof(hash));
        }

        KnownAnswer.Require();
        Compute(key, data, hash);
    }

    private protected override void HashCore(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        KnownAnswer.Require();
        Compute(key: default, data, hash);
    }

    private protected override HashState StartCore()
    {
        KnownAnswer.Require();
        return new ManagedHashState<Blake2bState>(this, new Blake2bState(HashSize, key: default));
    }

    private static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var state = new Blake2bState(hash.Length, key);
        state.Append(data);
        state.Finish(hash);
    }

    /// <summary>RFC 7693 appendix A.</summary>
    private static bool IsKnownAnswerRight()
    {
        Span<byte> hash = stackalloc byte[MaxSize];
        Compute(key: default, "abc"u8, hash);
        return hash.SequenceEqual(Convert.FromHexString(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"));
    }
}
