// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Suti.Crypto;
using Suti.Jose;

namespace Suti.Conformance;

public sealed class WycheproofJoseConformance
{
    private static readonly JwsAlgorithms AllSignatures = [.. JwsAlgorithms.Signatures, .. JwsAlgorithms.Macs];

    [Theory]
    [InlineData("json_web_key_test", 26)]
    [InlineData("json_web_crypto_test", 83)]
    public void Keys_EveryTest_EndsAsExpected(string file, int total) =>
        WycheproofSuite.Run(file, total, test => test.Test.TryGetProperty("jwe", out _) ? Decrypts(test) : Verifies(test));

    [Fact]
    public void Signatures_EveryTest_EndsAsExpected() => WycheproofSuite.Run(
        "json_web_signature_test",
        401,
        Verifies,
        reasonToSkip: test => test.Number("tcId") switch
        {
            346 or 350 => "the key says alg PS256, the token PS384",
            347 or 351 => "the key says alg ES521, which is no algorithm",
            367 or 370 => "the token is the valid one of test 357 to the letter",
            372 or 373 => "a character that is not base64url stands in a part, and the test wants it passed over",
            _ => null,
        });

    [Fact]
    public void Encryption_EveryTest_EndsAsExpected() => WycheproofSuite.Run("json_web_encryption_test", 139, Decrypts);

    /// <summary>
    /// The tests that may go either way have a public key on the twist, which RFC 7748 defines to work: accepted, as the raw
    /// algorithm does. A shared secret of zero is refused; a public key of small order gives one.
    /// </summary>
    [Fact]
    public void X25519Jwk_EveryTest_EndsAsExpected() => WycheproofSuite.Run(
        "x25519_jwk_test",
        531,
        test =>
        {
            if (!Jwk.TryParse(Raw(test.Test, "public"), out var peer, out _) || !Jwk.TryParse(Raw(test.Test, "private"), out var own, out _)
                || peer.PublicKey?.Type != KeyType.X25519)
            {
                return false;
            }

            var shared = new byte[32];
            return KeyAgreementAlgorithm.X25519.TryAgree(own.PrivateKey!, peer.PublicKey, shared)
                && shared.AsSpan().SequenceEqual(test.Bytes("shared"));
        },
        test => !test.HasFlag("ZeroSharedSecret"));

    private static byte[] Raw(JsonElement json, string member) => Encoding.UTF8.GetBytes(json.GetProperty(member).GetRawText());

    /// <summary>The tests are of the compact form; one that brings a JSON serialization expects that it is no such thing.</summary>
    private static bool Verifies(WycheproofCase test)
    {
        var member = test.Group.TryGetProperty("public", out _) ? "public" : "private";
        var key = Raw(test.Group, member);
        var token = test.Test.GetProperty("jws");
        if (token.ValueKind != JsonValueKind.String || !Jws.TryParse(token.GetString()!, out var jws, out _))
        {
            return false;
        }

        return test.Group.GetProperty(member).TryGetProperty("keys", out _)
            ? JwkSet.TryParse(key, out var keys, out _) && jws.Verify(keys, AllSignatures, out _)
            : Jwk.TryParse(key, out var single, out _) && jws.Verify(single, AllSignatures, out _);
    }

    private static bool Decrypts(WycheproofCase test)
    {
        if (!Jwk.TryParse(Raw(test.Group, "private"), out var key, out _))
        {
            return false;
        }

        var message = test.Test.GetProperty("jwe");
        if (message.ValueKind != JsonValueKind.String || !Jwe.TryParse(message.GetString()!, out var jwe, out _))
        {
            return false;
        }

        // Keys in memory answer at once.
        var decryption = jwe.DecryptAsync(JweKey.FromJwk(key), new JwePolicy { Algorithms = Accepted }).AsTask();
        Assert.True(decryption.IsCompletedSuccessfully);
        var result = decryption.GetAwaiter().GetResult();
        return result.IsDecrypted
            && (!test.Test.TryGetProperty("pt", out var expected) || result.Plaintext.AsSpan().SequenceEqual(Convert.FromHexString(expected.GetString()!)));
    }

    private static readonly IReadOnlyList<JweAlgorithm> Accepted =
    [
        JweAlgorithm.Direct, JweAlgorithm.A128KW, JweAlgorithm.A192KW, JweAlgorithm.A256KW, JweAlgorithm.A128GcmKW, JweAlgorithm.A192GcmKW,
        JweAlgorithm.A256GcmKW, JweAlgorithm.EcdhEs, JweAlgorithm.EcdhEsA128KW, JweAlgorithm.EcdhEsA192KW, JweAlgorithm.EcdhEsA256KW,
        JweAlgorithm.RsaOaep, JweAlgorithm.RsaOaep256, JweAlgorithm.Rsa15,
    ];
}
