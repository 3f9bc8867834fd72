// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Suti.Testing;

namespace Suti.Crypto.Tests;

public sealed class KeyEncodingTests
{
    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, OpenSslKeys.Pem.Length)];

    public static TheoryData<KeyType> Curves => TestKeys.Curves;

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Pem_OfOpenSsl_RoundTrips(int index)
    {
        var (type, privatePem, publicPem) = OpenSslKeys.Pem[index];
        using var key = PrivateKey.ImportPem(privatePem, KeyExportPolicy.AllowExport);

        Assert.Equal(type, key.Type);
        Assert.Equal(privatePem.ReplaceLineEndings("\n"), key.ExportPem());
        Assert.Equal(publicPem.ReplaceLineEndings("\n"), key.PublicKey.ExportPem());
        Assert.Equal(key.PublicKey, PublicKey.ImportPem("\n" + publicPem + "\r\n"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sec1Pem_OfOpenSsl_RoundTrips(int index)
    {
        var (type, pem) = OpenSslKeys.Sec1Pem[index];
        using var key = PrivateKey.ImportPem(pem, KeyExportPolicy.AllowExport);

        Assert.Equal(type, key.Type);
        Assert.Equal(pem.ReplaceLineEndings("\n"), PemEncoding.WriteString("EC PRIVATE KEY", key.Export(PrivateKeyFormat.Sec1)));
        Assert.Equal(OpenSslKeys.Pem.Single(pair => pair.Type == type).Public.ReplaceLineEndings("\n"), key.PublicKey.ExportPem());
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Export_EveryForm_ImportsAgain(int index)
    {
        using var key = PrivateKey.ImportPem(OpenSslKeys.Pem[index].Private, KeyExportPolicy.AllowExport);
        foreach (var format in Enum.GetValues<PrivateKeyFormat>())
        {
            if (format == PrivateKeyFormat.Sec1 && !IsWeierstrass(key.Type))
            {
                Assert.Throws<NotSupportedException>(() => key.Export(format));
                Assert.False(PrivateKey.TryImport(key.Type, key.Export(PrivateKeyFormat.Raw), format, KeyExportPolicy.None, out _));
                continue;
            }

            using var again = PrivateKey.Import(key.Type, key.Export(format), format);
            Assert.Equal(key.PublicKey, again.PublicKey);
        }

        foreach (var format in Enum.GetValues<PublicKeyFormat>())
        {
            if (format == PublicKeyFormat.Uncompressed && !IsWeierstrass(key.Type))
            {
                Assert.Throws<NotSupportedException>(() => key.PublicKey.Export(format));
                continue;
            }

            Assert.Equal(key.PublicKey, PublicKey.Import(key.Type, key.PublicKey.Export(format), format));
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Export_WithoutPermission_ThrowsAndPrintsNoSecret(int index)
    {
        var pem = OpenSslKeys.Pem[index].Private;
        using var key = PrivateKey.ImportPem(pem);
        using var exportable = PrivateKey.ImportPem(pem, KeyExportPolicy.AllowExport);
        var secret = Convert.ToHexStringLower(exportable.Export(PrivateKeyFormat.Raw).AsSpan(0, 8));

        Assert.Throws<InvalidOperationException>(() => key.Export(PrivateKeyFormat.Raw));
        Assert.Throws<InvalidOperationException>(() => key.Export(PrivateKeyFormat.Pkcs8));
        Assert.Throws<InvalidOperationException>(key.ExportPem);
        Assert.DoesNotContain(secret, key.ToString().Replace(key.PublicKey.ToString(), "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Use_DisposedKey_Throws()
    {
        var key = TestKeys.Random(KeyType.P256, 1);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => SignatureAlgorithm.EcdsaP256.Sign(key, "data"u8));
        Assert.Throws<ObjectDisposedException>(() => key.Export(PrivateKeyFormat.Raw));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Coordinates_RoundTripAndRefuseWhatIsNoPoint(KeyType type)
    {
        using var key = TestKeys.Random(type, 1);
        var size = key.PublicKey.Raw.Length - 1;
        var (x, y) = (new byte[size], new byte[size]);

        Assert.True(key.PublicKey.TryWriteCoordinates(x, y));
        Assert.True(PublicKey.TryImportCoordinates(type, x, y, out var again));
        Assert.Equal(key.PublicKey, again);
        Assert.False(PublicKey.TryImportCoordinates(type, x.AsSpan(1), y, out _));
        Assert.False(PublicKey.TryImportCoordinates(type, [0, .. x], y, out _));
        Assert.False(PublicKey.TryImportCoordinates(KeyType.Ed25519, x, y, out _));
        y[^1] ^= 1;
        Assert.False(PublicKey.TryImportCoordinates(type, x, y, out _));
        Assert.False(PublicKey.TryImportCoordinates(type, new byte[size], new byte[size], out _));
        x.AsSpan().Fill(0xFF);
        Assert.False(PublicKey.TryImportCoordinates(type, x, y, out _));
        Assert.Throws<ArgumentException>(() => key.PublicKey.TryWriteCoordinates(x, new byte[size + 1]));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void TryImport_RawOutOfRange_Fails(KeyType type)
    {
        using var key = TestKeys.Random(type, 1);
        var size = key.PublicKey.Raw.Length - 1;
        var order = OrderOf(type);
        var beyond = order.ToArray();
        beyond[^1]++;
        byte[][] bad = [new byte[size], order, beyond, [.. Enumerable.Repeat((byte)0xFF, size)], new byte[size - 1], [0, .. key.Export(PrivateKeyFormat.Raw)], []];

        Assert.All(bad, bytes => Assert.False(
            PrivateKey.TryImport(type, bytes, PrivateKeyFormat.Raw, KeyExportPolicy.None, out _)));
        var last = order.ToArray();
        last[^1]--;
        Assert.True(PrivateKey.TryImport(type, last, PrivateKeyFormat.Raw, KeyExportPolicy.None, out var largest));

        // The largest number is -1: its point is the generator's negative.
        var one = new byte[size];
        one[^1] = 1;
        using var smallest = PrivateKey.Import(type, one);
        Assert.Equal(smallest.PublicKey.Raw[1..].ToArray(), largest.PublicKey.Raw[1..].ToArray());
        Assert.NotEqual(smallest.PublicKey, largest.PublicKey);
        largest.Dispose();
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void TryImport_PointOfOtherForm_Fails(KeyType type)
    {
        using var key = TestKeys.Random(type, 1);
        var raw = key.PublicKey.Raw.ToArray();
        var full = key.PublicKey.Export(PublicKeyFormat.Uncompressed);
        foreach (byte prefix in (byte[])[0, 1, 4, 5, 6, 7, 0x82])
        {
            raw[0] = prefix;
            Assert.False(PublicKey.TryImport(type, raw, PublicKeyFormat.Raw, out _));
        }

        foreach (byte prefix in (byte[])[0, 2, 3, 5, 6, 7])
        {
            full[0] = prefix;
            Assert.False(PublicKey.TryImport(type, full, PublicKeyFormat.Uncompressed, out _));
        }

        Assert.False(PublicKey.TryImport(type, [0], PublicKeyFormat.Raw, out _));
        Assert.False(PublicKey.TryImport(type, [0], PublicKeyFormat.Uncompressed, out _));
        Assert.False(PublicKey.TryImport(type, [], PublicKeyFormat.Raw, out _));
        Assert.Throws<FormatException>(() => PublicKey.Import(type, [0]));
    }

    [Fact]
    public void TryImport_EmbeddedPublicKeyOfAnother_Fails()
    {
        using var key = TestKeys.Random(KeyType.P256, 1);
        using var other = TestKeys.Random(KeyType.P256, 2);
        var point = other.PublicKey.Export(PublicKeyFormat.Uncompressed);
        foreach (var format in (PrivateKeyFormat[])[PrivateKeyFormat.Sec1, PrivateKeyFormat.Pkcs8])
        {
            var der = key.Export(format);
            point.CopyTo(der, der.Length - point.Length);
            Assert.False(PrivateKey.TryImport(KeyType.P256, der, format, KeyExportPolicy.None, out _));
        }
    }

    [Fact]
    public void TryImport_OtherTypeThanEncoded_Fails()
    {
        using var key = TestKeys.Random(KeyType.P256, 1);

        Assert.False(PublicKey.TryImport(KeyType.Secp256k1, key.PublicKey.Export(PublicKeyFormat.Spki), PublicKeyFormat.Spki, out _));
        Assert.False(PrivateKey.TryImport(
            KeyType.Secp256k1, key.Export(PrivateKeyFormat.Pkcs8), PrivateKeyFormat.Pkcs8, KeyExportPolicy.None, out _));
        Assert.False(PrivateKey.TryImport(
            KeyType.Secp256k1, key.Export(PrivateKeyFormat.Sec1), PrivateKeyFormat.Sec1, KeyExportPolicy.None, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")]
    public void ImportPem_NoKey_Throws(string text)
    {
        Assert.Throws<FormatException>(() => PublicKey.ImportPem(text));
        Assert.Throws<FormatException>(() => PrivateKey.ImportPem(text));
    }

    [Fact]
    public void TryImportPem_TextBeside_Fails()
    {
        var pem = OpenSslKeys.Pem[0].Public;

        Assert.True(PublicKey.TryImportPem(pem, out _));
        Assert.False(PublicKey.TryImportPem(pem + "\n" + pem, out _));
        Assert.False(PublicKey.TryImportPem("a\n" + pem, out _));
        Assert.False(PublicKey.TryImportPem(pem + "\na", out _));
        Assert.False(PublicKey.TryImportPem(OpenSslKeys.Pem[0].Private, out _));
        Assert.False(PrivateKey.TryImportPem(pem, KeyExportPolicy.None, out _));
    }

    [Fact]
    public void TryImportPublic_MutatedBytes_NeverThrowsAndIsCanonical()
    {
        var samples = OpenSslKeys.Pem.Select(pair => PublicKey.ImportPem(pair.Public).Export(PublicKeyFormat.Spki)).ToList();
        new MutationFuzzer(2).Run(samples, 20_000, input =>
        {
            if (PublicKey.TryImportSpki(input, out var key))
            {
                var exported = key.Export(PublicKeyFormat.Spki);
                Assert.True(exported.AsSpan().SequenceEqual(input) || input.Length < exported.Length, "Not canonical.");
            }
        });
    }

    [Fact]
    public void TryImportPrivate_MutatedBytes_NeverThrows()
    {
        var keys = OpenSslKeys.Pem.Where(pair => pair.Type is not (KeyType.Rsa or KeyType.P521))
            .Select(pair => PrivateKey.ImportPem(pair.Private, KeyExportPolicy.AllowExport)).ToList();
        List<byte[]> samples =
        [
            .. keys.Select(key => key.Export(PrivateKeyFormat.Pkcs8)),
            .. keys.Where(key => IsWeierstrass(key.Type)).Select(key => key.Export(PrivateKeyFormat.Sec1)),
        ];
        new MutationFuzzer(3).Run(samples, 10_000, input =>
        {
            PrivateKey.TryImportPkcs8(input, KeyExportPolicy.None, out _);
            PrivateKey.TryImport(KeyType.Secp256k1, input, PrivateKeyFormat.Sec1, KeyExportPolicy.None, out _);
        });
        keys.ForEach(key => key.Dispose());
    }

    [Fact]
    public void TryImportRsaPrivate_MutatedBytes_NeverThrows()
    {
        using var key = PrivateKey.ImportPem(OpenSslKeys.Pem[^1].Private, KeyExportPolicy.AllowExport);
        new MutationFuzzer(4).Run([key.Export(PrivateKeyFormat.Pkcs8), key.Export(PrivateKeyFormat.Raw)], 500, input =>
        {
            PrivateKey.TryImportPkcs8(input, KeyExportPolicy.None, out _);
            PrivateKey.TryImport(KeyType.Rsa, input, PrivateKeyFormat.Raw, KeyExportPolicy.None, out _);
        });
    }

    [Fact]
    public void TryImportPem_MutatedText_NeverThrows()
    {
        var samples = OpenSslKeys.Pem.Where(pair => pair.Type != KeyType.Rsa)
            .SelectMany(pair => (byte[][])[[.. pair.Private.Select(c => (byte)c)], [.. pair.Public.Select(c => (byte)c)]]).ToList();
        new MutationFuzzer(5).Run(samples, 10_000, input =>
        {
            var text = new string([.. input.Select(b => (char)b)]);
            PublicKey.TryImportPem(text, out _);
            PrivateKey.TryImportPem(text, KeyExportPolicy.None, out _);
        });
    }

    private static bool IsWeierstrass(KeyType type) => type is KeyType.Secp256k1 or KeyType.P256 or KeyType.P384 or KeyType.P521;

    private static byte[] OrderOf(KeyType type)
    {
        ReadOnlySpan<ulong> limbs = type switch
        {
            KeyType.Secp256k1 => Secp256k1Order.Value,
            KeyType.P256 => P256Order.Value,
            KeyType.P384 => P384Order.Value,
            _ => P521Order.Value,
        };
        var bytes = new byte[8 * limbs.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[^(i + 1)] = (byte)(limbs[i >> 3] >> (8 * (i & 7)));
        }

        return type == KeyType.P521 ? bytes[^66..] : bytes;
    }
}
