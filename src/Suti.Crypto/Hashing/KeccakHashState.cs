// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>A hash of fixed size over the Keccak sponge (FIPS 202 §6.1): the capacity is twice the size of the hash.</summary>
internal struct KeccakHashState<TParameters> : IFixedHashState<KeccakHashState<TParameters>>
    where TParameters : struct, IKeccakParameters
{
    private KeccakSponge _sponge;

    public static string Name => TParameters.Name;

    public static int HashSize => TParameters.HashSize;

    public static string HashOfAbc => TParameters.HashOfAbc;

    public static int BlockSize => 200 - (2 * TParameters.HashSize);

    public static KeccakHashState<TParameters> Start() => new() { _sponge = new KeccakSponge(BlockSize, TParameters.Suffix) };

    public void Append(ReadOnlySpan<byte> data) => _sponge.Absorb(data);

    public void Finish(Span<byte> hash)
    {
        _sponge.Pad();
        _sponge.Squeeze(hash);
    }
}
