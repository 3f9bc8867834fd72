// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A function that hashes to as many bytes as are asked for: SHAKE128 and SHAKE256 (FIPS 202 §6.2).</summary>
public sealed class ExtendableOutputFunction
{
    private ExtendableOutputFunction(string name, int blockSize)
    {
        Name = name;
        BlockSize = blockSize;
    }

    /// <summary>SHAKE128, with the strength of 128 bits when at least 32 bytes are taken.</summary>
    public static ExtendableOutputFunction Shake128 { get; } = new("SHAKE128", 168);

    /// <summary>SHAKE256, with the strength of 256 bits when at least 64 bytes are taken.</summary>
    public static ExtendableOutputFunction Shake256 { get; } = new("SHAKE256", 136);

    /// <summary>The name in words, for messages.</summary>
    public string Name { get; }

    /// <summary>The rate of the sponge in bytes.</summary>
    public int BlockSize { get; }

    /// <summary>Hashes <paramref name="data"/> to <paramref name="outputSize"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public byte[] Hash(ReadOnlySpan<byte> data, int outputSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outputSize);
        var output = new byte[outputSize];
        Hash(data, output);
        return output;
    }

    /// <summary>Hashes <paramref name="data"/> and fills the whole of <paramref name="output"/>.</summary>
    public void Hash(ReadOnlySpan<byte> data, Span<byte> output)
    {
        var sponge = new KeccakSponge(BlockSize, KeccakSponge.ShakeSuffix);
        sponge.Absorb(data);
        sponge.Pad();
        sponge.Squeeze(output);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
