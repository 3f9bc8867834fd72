// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>The one seam through which randomness enters. Tests hand in a deterministic one.</summary>
public abstract class RandomSource
{
    /// <summary>The operating system's cryptographic generator.</summary>
    public static RandomSource System { get; } = new SystemRandomSource();

    /// <summary>Fills the whole of <paramref name="destination"/> with random bytes.</summary>
    public abstract void Fill(Span<byte> destination);

    /// <summary>Returns <paramref name="count"/> random bytes.</summary>
    public byte[] GetBytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    private sealed class SystemRandomSource : RandomSource
    {
        public override void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
    }
}
