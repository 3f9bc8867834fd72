// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;
using Suti.Testing;
using static Suti.Jose.Tests.TestTokens;

namespace Suti.Jose.Tests;

public sealed class JweTests
{
    private static readonly byte[] Plaintext = Utf8("The true sign of intelligence is not knowledge but imagination.");

    public static TheoryData<string, KeyType, string> Agreements
    {
        get
        {
            var data = new TheoryData<string, KeyType, string>();
            foreach (var type in new[] { KeyType.X25519, KeyType.P256, KeyType.P384, KeyType.P521, KeyType.Secp256k1 })
            {
                foreach (var algorithm in new[] { "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW", "ECDH-1PU+A256KW" })
                {
                    data.Add(algorithm, type, "A256GCM");
                }
            }

            foreach (var encryption in JweEncryption.All)
            {
                data.Add("ECDH-ES+A256KW", KeyType.X25519, encryption.Name);
                data.Add("ECDH-ES", KeyType.P256, encryption.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Agreements))]
    public async Task Agreement_WithEveryCurve_RoundTripsInBothForms(string name, KeyType type, string encryptionName)
    {
        Assert.True(JweAlgorithm.TryGet(name, out var algorithm));
        Assert.True(JweEncryption.TryGet(encryptionName, out var encryption));
        using var recipient = Key(type);
        using var sender = Key(type);
        var options = new JweOptions { Encryption = encryption, Sender = sender, SenderKeyId = "s", PartyUInfo = Utf8("Alice"), PartyVInfo = Utf8("Bob") };
        var policy = new JwePolicy { Algorithms = [algorithm], Sender = sender.PublicKey, PartyUInfo = Utf8("Alice"), PartyVInfo = Utf8("Bob") };
        var to = JweRecipient.FromPublicKey(recipient.PublicKey, algorithm, "r");

        Assert.True(Jwe.TryParse(await Jwe.EncryptAsync(Plaintext, to, options), out var compact, out _));
        var result = await compact.DecryptAsync(JweKey.FromAgreement(recipient, "r"), policy);
        Assert.True(result.IsDecrypted, result.Error?.ToString());
        Assert.Equal(Plaintext, result.Plaintext);

        var json = await Jwe.EncryptJsonAsync(Plaintext, [to], options with { AssociatedData = Utf8("aad") }, flattened: true);
        Assert.True(Jwe.TryParseJson(json, out var flattened, out var error), error?.ToString());
        result = await flattened.DecryptAsync(JweKey.FromAgreement(recipient, "r"), policy);
        Assert.True(result.IsDecrypted, result.Error?.ToString());

        // Another recipient, another sender, other parties.
        using var other = Key(type);
        Assert.Equal(JoseErrorCodes.DecryptionFailed, (await compact.DecryptAsync(JweKey.FromAgreement(other), policy)).Error?.Code);
        if (name == "ECDH-1PU+A256KW")
        {
            result = await compact.DecryptAsync(JweKey.FromAgreement(recipient), policy with { Sender = other.PublicKey });
            Assert.Equal(JoseErrorCodes.DecryptionFailed, result.Error?.Code);
            result = await compact.DecryptAsync(JweKey.FromAgreement(recipient), policy with { Sender = null });
            Assert.Equal(JoseErrorCodes.KeyMismatch, result.Error?.Code);
        }

        result = await compact.DecryptAsync(JweKey.FromAgreement(recipient), policy with { PartyUInfo = Utf8("Mallory") });
        Assert.Equal(JoseErrorCodes.PartyInfoMismatch, result.Error?.Code);
        result = await compact.DecryptAsync(JweKey.FromAgreement(recipient), policy with { PartyVInfo = Utf8("Mallory") });
        Assert.Equal(JoseErrorCodes.PartyInfoMismatch, result.Error?.Code);
    }

    [Theory]
    [InlineData("dir", 32)]
    [InlineData("A128KW", 16)]
    [InlineData("A192KW", 24)]
    [InlineData("A256KW", 32)]
    [InlineData("A128GCMKW", 16)]
    [InlineData("A192GCMKW", 24)]
    [InlineData("A256GCMKW", 32)]
    public async Task SharedSecret_RoundTrips_AndNotWithAnother(string name, int size)
    {
        Assert.True(JweAlgorithm.TryGet(name, out var algorithm));
        var token = await Jwe.EncryptAsync(Plaintext, JweRecipient.FromSecret(Secret.AsSpan(0, size), algorithm), new JweOptions { Compress = true });
        Assert.True(Jwe.TryParse(token, out var jwe, out _));
        var policy = new JwePolicy { Algorithms = [algorithm] };
        Assert.Equal(Plaintext, (await jwe.DecryptAsync(JweKey.FromSecret(Secret.AsSpan(0, size)), policy)).Plaintext);
        Assert.Equal(JoseErrorCodes.DecryptionFailed, (await jwe.DecryptAsync(JweKey.FromSecret(Secret.AsSpan(1, size)), policy)).Error?.Code);
        Assert.Equal(JoseErrorCodes.DecryptionFailed, (await jwe.DecryptAsync(JweKey.FromSecret(Secret.AsSpan(0, size - 1)), policy)).Error?.Code);
        Assert.Equal(JoseErrorCodes.AlgorithmNotAllowed, (await jwe.DecryptAsync(JweKey.FromSecret(Secret), policy with { Algorithms = [] })).Error?.Code);
        Assert.Throws<ArgumentException>(() => JweRecipient.FromSecret([], algorithm));
    }

    [Theory]
    [InlineData("RSA-OAEP")]
    [InlineData("RSA-OAEP-256")]
    public async Task Rsa_RoundTrips_AndNotWithAnotherKey(string name)
    {
        Assert.True(JweAlgorithm.TryGet(name, out var algorithm));
        using var key = Key(KeyType.Rsa);
        using var other = Key(KeyType.Rsa);
        var token = await Jwe.EncryptAsync(Plaintext, JweRecipient.FromPublicKey(key.PublicKey, algorithm));
        Assert.True(Jwe.TryParse(token, out var jwe, out _));
        Assert.Equal(Plaintext, (await jwe.DecryptAsync(JweKey.FromRsa(key), new JwePolicy { Algorithms = [algorithm] })).Plaintext);
        Assert.Equal(JoseErrorCodes.DecryptionFailed, (await jwe.DecryptAsync(JweKey.FromRsa(other), new JwePolicy { Algorithms = [algorithm] })).Error?.Code);
        Assert.Throws<ArgumentException>(() => JweRecipient.FromPublicKey(key.PublicKey, JweAlgorithm.Rsa15));
    }

    [Theory]
    [InlineData("PBES2-HS256+A128KW")]
    [InlineData("PBES2-HS384+A192KW")]
    [InlineData("PBES2-HS512+A256KW")]
    public async Task Password_RoundTrips_WithinTheLimitOfIterations(string name)
    {
        Assert.True(JweAlgorithm.TryGet(name, out var algorithm));
        var token = await Jwe.EncryptAsync(Plaintext, JweRecipient.FromPassword("Thus from my lips", algorithm, iterations: 2000));
        Assert.True(Jwe.TryParse(token, out var jwe, out _));
        var policy = new JwePolicy { Algorithms = [algorithm] };
        Assert.Equal(Plaintext, (await jwe.DecryptAsync(JweKey.FromPassword("Thus from my lips"), policy)).Plaintext);
        Assert.Equal(JoseErrorCodes.DecryptionFailed, (await jwe.DecryptAsync(JweKey.FromPassword("thus from my lips"), policy)).Error?.Code);
        var strict = policy with { Limits = new JoseLimits { MaxPasswordIterations = 1999 } };
        Assert.Equal(JoseErrorCodes.Iterations, (await jwe.DecryptAsync(JweKey.FromPassword("Thus from my lips"), strict)).Error?.Code);
    }

    [Fact]
    public async Task SeveralRecipients_EachDecryptWithTheirOwnKey()
    {
        using var first = Key(KeyType.X25519);
        using var second = Key(KeyType.X25519);
        using var third = Key(KeyType.P256);
        var shared = await Jwe.EncryptJsonAsync(Plaintext, [JweRecipient.FromPublicKey(first.PublicKey, keyId: "1"), JweRecipient.FromPublicKey(second.PublicKey, keyId: "2")]);
        Assert.Equal(1, System.Text.Encoding.UTF8.GetString(Base64Url.Decode((string)JsonNode.Parse(shared)!["protected"]!)).Split("epk").Length - 1);
        var mixed = await Jwe.EncryptJsonAsync(
            Plaintext,
            [JweRecipient.FromPublicKey(first.PublicKey, keyId: "1"), JweRecipient.FromPublicKey(third.PublicKey, keyId: "3"), JweRecipient.FromSecret(Secret.AsSpan(0, 32), JweAlgorithm.A256GcmKW, "4")]);
        var policy = new JwePolicy { Algorithms = [JweAlgorithm.EcdhEsA256KW, JweAlgorithm.A256GcmKW] };
        Assert.True(Jwe.TryParseJson(shared, out var sharedJwe, out _));
        Assert.True(Jwe.TryParseJson(mixed, out var mixedJwe, out _));
        foreach (var (jwe, key) in new[]
        {
            (sharedJwe, JweKey.FromAgreement(first, "1")), (sharedJwe, JweKey.FromAgreement(second)), (mixedJwe, JweKey.FromAgreement(first)),
            (mixedJwe, JweKey.FromAgreement(third, "3")), (mixedJwe, JweKey.FromSecret(Secret.AsSpan(0, 32), "4")),
        })
        {
            var result = await jwe.DecryptAsync(key, policy);
            Assert.True(result.IsDecrypted, result.Error?.ToString());
            Assert.Equal(Plaintext, result.Plaintext);
        }

        Assert.Equal(JoseErrorCodes.NotARecipient, (await sharedJwe.DecryptAsync(JweKey.FromAgreement(first, "9"), policy)).Error?.Code);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Jwe.EncryptJsonAsync(
            Plaintext, [JweRecipient.FromPublicKey(first.PublicKey, JweAlgorithm.EcdhEs), JweRecipient.FromPublicKey(second.PublicKey)]));
    }

    [Fact]
    public async Task Decompression_BeyondTheLimit_IsRefused()
    {
        var bomb = new byte[4 << 20];
        var recipient = JweRecipient.FromSecret(Secret.AsSpan(0, 32), JweAlgorithm.Direct);
        var token = await Jwe.EncryptAsync(bomb, recipient, new JweOptions { Compress = true });
        Assert.InRange(token.Length, 1, 10_000);
        Assert.True(Jwe.TryParse(token, out var jwe, out _));
        var result = await jwe.DecryptAsync(JweKey.FromSecret(Secret.AsSpan(0, 32)), new JwePolicy { Algorithms = [JweAlgorithm.Direct] });
        Assert.Equal(JoseErrorCodes.Compression, result.Error?.Code);
    }

    public static TheoryData<string, string?, string> DamagedHeaders => new()
    {
        { "epk", null, JoseErrorCodes.EphemeralKeyInvalid },
        { "epk", """{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", JoseErrorCodes.EphemeralKeyInvalid },
        { "epk", """{"kty":"OKP","crv":"X25519","x":"CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", JoseErrorCodes.EphemeralKeyInvalid },
        { "epk", """{"kty":"oct","k":"AQ"}""", JoseErrorCodes.EphemeralKeyInvalid },
        { "epk", "\"AQ\"", JoseErrorCodes.EphemeralKeyInvalid },
        { "apu", "\"AB\"", JoseErrorCodes.PartyInfoMismatch },
        { "apv", "1", JoseErrorCodes.PartyInfoMismatch },
        { "enc", "\"A999GCM\"", JoseErrorCodes.AlgorithmNotAllowed },
        { "enc", null, JoseErrorCodes.AlgorithmMissing },
        { "alg", "\"none\"", JoseErrorCodes.AlgorithmNotAllowed },
        { "alg", null, JoseErrorCodes.AlgorithmMissing },
        { "zip", "\"GZIP\"", JoseErrorCodes.Compression },
    };

    [Theory]
    [MemberData(nameof(DamagedHeaders))]
    public async Task DecryptAsync_DamagedHeader_SaysWhy(string member, string? value, string code)
    {
        using var key = Key(KeyType.P256);
        var token = await Jwe.EncryptAsync(Plaintext, JweRecipient.FromPublicKey(key.PublicKey));
        var parts = token.Split('.');
        var header = JsonNode.Parse(Base64Url.Decode(parts[0]))!.AsObject();
        parts[0] = Base64Url.Encode(With(header, (member, value is null ? null : JsonNode.Parse(value))));
        Assert.True(Jwe.TryParse(string.Join('.', parts), out var jwe, out _));
        var result = await jwe.DecryptAsync(JweKey.FromAgreement(key), new JwePolicy { Algorithms = [JweAlgorithm.EcdhEsA256KW] });
        Assert.Equal(code, result.Error?.Code);
    }

    [Fact]
    public async Task DecryptAsync_AnyPartChanged_Fails()
    {
        using var key = Key(KeyType.X25519);
        var token = await Jwe.EncryptAsync(Plaintext, JweRecipient.FromPublicKey(key.PublicKey));
        for (var part = 1; part < 5; part++)
        {
            var parts = token.Split('.');
            var bytes = Base64Url.Decode(parts[part]);
            bytes[0] ^= 1;
            parts[part] = Base64Url.Encode(bytes);
            Assert.True(Jwe.TryParse(string.Join('.', parts), out var jwe, out _));
            var result = await jwe.DecryptAsync(JweKey.FromAgreement(key), new JwePolicy { Algorithms = [JweAlgorithm.EcdhEsA256KW] });
            Assert.Equal(JoseErrorCodes.DecryptionFailed, result.Error?.Code);
        }
    }

    [Fact]
    public async Task DecryptAsync_KeyWhoseJwkForbidsIt_IsNoRecipient()
    {
        using var jwk = Jwk.FromSecret(Secret.AsSpan(0, 32), algorithm: "A256GCMKW");
        Assert.True(Jwe.TryParse(await Jwe.EncryptAsync(Plaintext, JweRecipient.FromSecret(Secret.AsSpan(0, 32), JweAlgorithm.A256KW)), out var jwe, out _));
        var result = await jwe.DecryptAsync(JweKey.FromJwk(jwk), new JwePolicy { Algorithms = [JweAlgorithm.A256KW, JweAlgorithm.A256GcmKW] });
        Assert.Equal(JoseErrorCodes.NotARecipient, result.Error?.Code);
    }

    [Theory]
    [InlineData("a.b.c.d", JoseErrorCodes.Malformed)]
    [InlineData("a.b.c.d.e.f", JoseErrorCodes.Malformed)]
    [InlineData(".AA.AA.AA.AA", JoseErrorCodes.Malformed)]
    [InlineData("e30.AA.AA.AA.A", JoseErrorCodes.NotBase64Url)]
    [InlineData("W10.AA.AA.AA.AA", JoseErrorCodes.HeaderNotObject)]
    [InlineData("eyJjcml0IjpbImI2NCJdLCJiNjQiOnRydWV9.AA.AA.AA.AA", JoseErrorCodes.CritUnknown)]
    public void TryParse_TextThatIsNoCompactJwe_SaysWhy(string text, string code)
    {
        Assert.False(Jwe.TryParse(text, out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData("""{"iv":"AA","tag":"AA"}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"iv":"AA","tag":"AA","ciphertext":"AA","recipients":[]}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"iv":"AA","tag":"AA","ciphertext":"AA","recipients":[{}],"header":{}}""", JoseErrorCodes.Malformed)]
    [InlineData("""{"iv":"AA","tag":"AB","ciphertext":"AA"}""", JoseErrorCodes.NotBase64Url)]
    [InlineData("""{"iv":"AA","tag":"AA","ciphertext":"AA","unprotected":{"alg":"dir"},"header":{"alg":"dir"}}""", JoseErrorCodes.DuplicateMember)]
    [InlineData("""{"iv":"AA","tag":"AA","ciphertext":"AA","recipients":[{"header":{"enc":"A"}},{"header":{"enc":"B"}}]}""", JoseErrorCodes.Malformed)]
    public void TryParseJson_ObjectThatMustBeRefused_SaysWhy(string json, string code)
    {
        Assert.False(Jwe.TryParseJson(Utf8(json), out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void TryParseJson_TooManyRecipients_IsRefused()
    {
        var json = $$"""{"iv":"AA","tag":"AA","ciphertext":"AA","recipients":[{{string.Join(',', Enumerable.Repeat("{}", 65))}}]}""";
        Assert.False(Jwe.TryParseJson(Utf8(json), out _, out var error));
        Assert.Equal(JoseErrorCodes.TooManyRecipients, error.Code);
    }

    [Fact]
    public async Task Parsers_OfMutations_NeverThrow()
    {
        using var key = Key(KeyType.X25519);
        var policy = new JwePolicy { Algorithms = [JweAlgorithm.EcdhEsA256KW] };
        var compact = Utf8(await Jwe.EncryptAsync(Plaintext, JweRecipient.FromPublicKey(key.PublicKey)));
        var json = await Jwe.EncryptJsonAsync(Plaintext, [JweRecipient.FromPublicKey(key.PublicKey, keyId: "a")]);
        new MutationFuzzer(404).Run([compact], 3000, input =>
        {
            if (Jwe.TryParse(System.Text.Encoding.Latin1.GetString(input), out var jwe, out _))
            {
                var result = jwe.DecryptAsync(JweKey.FromAgreement(key), policy).AsTask();
                Assert.True(result.IsCompletedSuccessfully);
            }
        });
        new MutationFuzzer(405).Run([json], 10_000, input => Assert.True(Jwe.TryParseJson(input, out _, out var error) || error is not null));
    }
}
