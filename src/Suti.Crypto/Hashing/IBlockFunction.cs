// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The compression function of a hash in the manner of Merkle and Damgard, with its chaining value.</summary>
internal interface IBlockFunction<TSelf>
    where TSelf : struct, IBlockFunction<TSelf>
{
    static abstract string Name { get; }

    static abstract int HashSize { get; }

    /// <summary>The hash of the text <c>abc</c> in hexadecimal, which every standard publishes, for the self-test.</summary>
    static abstract string HashOfAbc { get; }

    static abstract int BlockSize { get; }

    /// <summary>The size of the length that ends the padding: 8 or 16 bytes.</summary>
    static abstract int LengthSize { get; }

    static abstract bool IsBigEndian { get; }

    static abstract TSelf Start();

    /// <summary>Takes in a whole number of blocks.</summary>
    void Compress(ReadOnlySpan<byte> blocks);

    void Write(Span<byte> hash);
}
