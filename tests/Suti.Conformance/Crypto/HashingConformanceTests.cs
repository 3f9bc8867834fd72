// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Crypto;
using Suti.Testing;

namespace Suti.Conformance;

public sealed class HashingConformanceTests
{
    [Fact]
    public void HmacSha256_Wycheproof() => RunHmac("hmac_sha256_test", 174, MacAlgorithm.HmacSha256, new ManagedHmac<BlockHashState<Sha256>>());

    [Fact]
    public void HmacSha384_Wycheproof() => RunHmac("hmac_sha384_test", 174, MacAlgorithm.HmacSha384, new ManagedHmac<BlockHashState<Sha384>>());

    [Fact]
    public void HmacSha512_Wycheproof() => RunHmac("hmac_sha512_test", 174, MacAlgorithm.HmacSha512, new ManagedHmac<BlockHashState<Sha512>>());

    [Fact]
    public void HkdfSha256_Wycheproof() => RunHkdf("hkdf_sha256_test", 86, Hkdf.Sha256);

    [Fact]
    public void HkdfSha512_Wycheproof() => RunHkdf("hkdf_sha512_test", 83, Hkdf.Sha512);

    [Fact]
    public void Pbkdf2Sha256_Wycheproof() => RunPbkdf2("pbkdf2_hmacsha256_test", 60, Pbkdf2.HmacSha256);

    [Fact]
    public void Pbkdf2Sha512_Wycheproof() => RunPbkdf2("pbkdf2_hmacsha512_test", 58, Pbkdf2.HmacSha512);

    [Fact]
    public void Hashes_Ethers() => RunEthers("hashes", 257, test =>
    {
        var data = Hex(test, "data");
        return HashFunction.Sha256.Hash(data).AsSpan().SequenceEqual(Hex(test, "sha256"))
            && HashFunction.Sha512.Hash(data).AsSpan().SequenceEqual(Hex(test, "sha512"))
            && HashFunction.Ripemd160.Hash(data).AsSpan().SequenceEqual(Hex(test, "ripemd160"))
            && HashFunction.Keccak256.Hash(data).AsSpan().SequenceEqual(Hex(test, "keccak256"));
    });

    [Fact]
    public void Hmac_Ethers() => RunEthers("hmac", 128, test =>
    {
        var hmac = test.GetProperty("algorithm").GetString() switch
        {
            "sha256" => MacAlgorithm.HmacSha256,
            "sha512" => MacAlgorithm.HmacSha512,
            var other => throw new FormatException($"Unknown algorithm '{other}'."),
        };
        return hmac.Verify(Hex(test, "key"), Hex(test, "data"), Hex(test, "hmac"));
    });

    [Fact]
    public void PasswordKeys_Ethers() => RunEthers("pbkdf", 265, test =>
    {
        var (password, salt) = (Hex(test, "password"), Hex(test, "salt"));
        var size = test.GetProperty("dkLen").GetInt32();
        var (pbkdf2, scrypt) = (test.GetProperty("pbkdf2"), test.GetProperty("scrypt"));
        var function = pbkdf2.GetProperty("algorithm").GetString() switch
        {
            "sha256" => Pbkdf2.HmacSha256,
            "sha512" => Pbkdf2.HmacSha512,
            var other => throw new FormatException($"Unknown algorithm '{other}'."),
        };
        var derived = function.DeriveKey(password, salt, pbkdf2.GetProperty("iterations").GetInt32(), size);
        var scrypted = Scrypt.DeriveKey(
            password,
            salt,
            scrypt.GetProperty("N").GetInt32(),
            scrypt.GetProperty("r").GetInt32(),
            scrypt.GetProperty("p").GetInt32(),
            size);
        return derived.AsSpan().SequenceEqual(Hex(pbkdf2, "key")) && scrypted.AsSpan().SequenceEqual(Hex(scrypt, "key"));
    });

    private static void RunHmac(string file, int total, MacAlgorithm hmac, MacAlgorithm managed) => WycheproofSuite.Run(file, total, test =>
    {
        // Half of the groups truncate the tag; the algorithm itself gives whole tags only.
        var tag = hmac.Compute(test.Bytes("key"), test.Bytes("msg"));
        Assert.Equal(tag, managed.Compute(test.Bytes("key"), test.Bytes("msg")));
        return tag.AsSpan(0, test.GroupNumber("tagSize") / 8).SequenceEqual(test.Bytes("tag"));
    });

    private static void RunHkdf(string file, int total, Hkdf hkdf) => WycheproofSuite.Run(file, total, test =>
        test.Number("size") <= hkdf.MaxOutputSize
        && hkdf.DeriveKey(test.Bytes("ikm"), test.Bytes("salt"), test.Bytes("info"), test.Number("size"))
            .AsSpan().SequenceEqual(test.Bytes("okm")));

    private static void RunPbkdf2(string file, int total, Pbkdf2 pbkdf2) => WycheproofSuite.Run(file, total, test =>
    {
        var (password, salt, iterations) = (test.Bytes("password"), test.Bytes("salt"), test.Number("iterationCount"));
        var managed = new byte[test.Number("dkLen")];
        pbkdf2.DeriveKeyManaged(password, salt, iterations, managed);
        return pbkdf2.DeriveKey(password, salt, iterations, managed.Length).AsSpan().SequenceEqual(test.Bytes("dk"))
            && managed.AsSpan().SequenceEqual(test.Bytes("dk"));
    });

    private static void RunEthers(string file, int total, Func<JsonElement, bool> check)
    {
        using var document = TestVectors.ReadJson($"ethers/{file}.json");
        var suite = new ConformanceSuite($"ethers/{file}");
        foreach (var test in document.RootElement.EnumerateArray())
        {
            suite.Case(test.GetProperty("name").GetString()!, () => check(test));
        }

        suite.Complete(total);
    }

    private static byte[] Hex(JsonElement element, string member) =>
        Convert.FromHexString(element.GetProperty(member).GetString().AsSpan(2));
}
