// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto.Tests;

/// <summary>Keys for tests, the same in every run.</summary>
internal static class TestKeys
{
    public static TheoryData<KeyType> Curves => [KeyType.Secp256k1, KeyType.P256, KeyType.P384, KeyType.P521];

    /// <summary>An exportable key that the seed determines.</summary>
    public static PrivateKey Random(KeyType type, int seed) => Random(type, new Random(seed));

    public static PrivateKey Random(KeyType type, Random random) =>
        PrivateKey.Generate(type, KeyExportPolicy.AllowExport, new SeededSource(random));

    public static Ecdsa EcdsaOf(KeyType type) => type switch
    {
        KeyType.Secp256k1 => SignatureAlgorithm.EcdsaSecp256k1,
        KeyType.P256 => SignatureAlgorithm.EcdsaP256,
        KeyType.P384 => SignatureAlgorithm.EcdsaP384,
        KeyType.P521 => SignatureAlgorithm.EcdsaP521,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a curve."),
    };

    /// <summary>The bytes with zeros before them.</summary>
    public static byte[] PadTo(this byte[] bytes, int size) => [.. new byte[size - bytes.Length], .. bytes];

    private sealed class SeededSource(Random random) : RandomSource
    {
        public override void Fill(Span<byte> destination) => random.NextBytes(destination);
    }
}
