// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>SHA-384 (FIPS 180-4 §6.5): SHA-512 from another start, cut to 48 bytes.</summary>
internal struct Sha384 : IBlockFunction<Sha384>
{
    private Sha512 _sha512;

    public static string Name => "SHA-384";

    public static int HashSize => 48;

    public static string HashOfAbc =>
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        + "8086072ba1e7cc2358baeca134c825a7";

    public static int BlockSize => Sha512.BlockSize;

    public static int LengthSize => Sha512.LengthSize;

    public static bool IsBigEndian => true;

    public static Sha384 Start() => new() { _sha512 = Sha512.StartSha384() };

    public void Compress(ReadOnlySpan<byte> blocks) => _sha512.Compress(blocks);

    public readonly void Write(Span<byte> hash) => _sha512.Write(hash[..HashSize]);
}
