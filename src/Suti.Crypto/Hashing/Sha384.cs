// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>SHA-384 (FIPS 180-4 §6.5): SHA-512 from another start, cut to 48 bytes.</summary>
internal struct Sha384 : IBlockFunction<Sha384>
{
    private Sha512 _sha512;

    public static string Name => "SHA-384";

    public static int HashSize => 48;

    public static int BlockSize => Sha512.BlockSize;

    public static int LengthSize => Sha512.LengthSize;

    public static bool IsBigEndian => true;

    public static Sha384 Start() => new() { _sha512 = Sha512.StartSha384() };

    public void Compress(ReadOnlySpan<byte> blocks) => _sha512.Compress(blocks);

    public readonly void Write(Span<byte> hash) => _sha512.Write(hash[..HashSize]);
}
