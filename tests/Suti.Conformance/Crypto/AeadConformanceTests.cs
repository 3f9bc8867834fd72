// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Conformance;

public sealed class AeadConformanceTests
{
    /// <summary>
    /// Nonces of 12 bytes go through the public door, to the platform's and our own; the public door refuses any other size, and
    /// our own core, which takes them all, answers for their vectors.
    /// </summary>
    [Fact]
    public void AesGcm_Wycheproof() => WycheproofSuite.Run("aes_gcm_test", 316, test =>
    {
        var algorithm = test.GroupNumber("keySize") switch
        {
            128 => AeadAlgorithm.Aes128Gcm,
            192 => AeadAlgorithm.Aes192Gcm,
            _ => AeadAlgorithm.Aes256Gcm,
        };
        var managed = AcceptsInManagedGcm(test, forcePortable: false);
        Assert.Equal(managed, AcceptsInManagedGcm(test, forcePortable: true));
        Assert.Equal(managed && test.Bytes("iv").Length == algorithm.NonceSize, Accepts(algorithm, test));
        return managed;
    });

    [Fact]
    public void Aes128CbcHmacSha256_Wycheproof() =>
        WycheproofSuite.Run("a128cbc_hs256_test", 94, test => Accepts(AeadAlgorithm.Aes128CbcHmacSha256, test));

    [Fact]
    public void Aes192CbcHmacSha384_Wycheproof() =>
        WycheproofSuite.Run("a192cbc_hs384_test", 94, test => Accepts(AeadAlgorithm.Aes192CbcHmacSha384, test));

    [Fact]
    public void Aes256CbcHmacSha512_Wycheproof() =>
        WycheproofSuite.Run("a256cbc_hs512_test", 94, test => Accepts(AeadAlgorithm.Aes256CbcHmacSha512, test));

    [Fact]
    public void ChaCha20Poly1305_Wycheproof() =>
        WycheproofSuite.Run("chacha20_poly1305_test", 325, test => Accepts(AeadAlgorithm.ChaCha20Poly1305, test));

    [Fact]
    public void XChaCha20Poly1305_Wycheproof() =>
        WycheproofSuite.Run("xchacha20_poly1305_test", 315, test => Accepts(AeadAlgorithm.XChaCha20Poly1305, test));

    [Fact]
    public void AesCbc_Wycheproof() => WycheproofSuite.Run("aes_cbc_pkcs5_test", 216, test =>
    {
        var plaintext = new byte[test.Bytes("ct").Length];
        var accepted = AesCbc.TryDecrypt(test.Bytes("key"), test.Bytes("iv"), test.Bytes("ct"), plaintext, out var length);
        return accepted
            && plaintext.AsSpan(0, length).SequenceEqual(test.Bytes("msg"))
            && AesCbc.Encrypt(test.Bytes("key"), test.Bytes("iv"), test.Bytes("msg")).AsSpan().SequenceEqual(test.Bytes("ct"));
    });

    /// <summary>A key of eight bytes, which RFC 3394 does not define, is refused.</summary>
    [Fact]
    public void AesKeyWrap_Wycheproof() => WycheproofSuite.Run(
        "aes_wrap_test",
        165,
        test => Accepts(
            test,
            KeyWrapAlgorithm.Aes128KeyWrap,
            KeyWrapAlgorithm.Aes192KeyWrap,
            KeyWrapAlgorithm.Aes256KeyWrap),
        _ => false);

    [Fact]
    public void AesKeyWrapWithPadding_Wycheproof() => WycheproofSuite.Run("aes_kwp_test", 254, test => Accepts(
        test,
        KeyWrapAlgorithm.Aes128KeyWrapWithPadding,
        KeyWrapAlgorithm.Aes192KeyWrapWithPadding,
        KeyWrapAlgorithm.Aes256KeyWrapWithPadding));

    private static bool Accepts(AeadAlgorithm algorithm, WycheproofCase test)
    {
        var (key, nonce, data) = (test.Bytes("key"), test.Bytes("iv"), test.Bytes("aad"));
        var plaintext = new byte[test.Bytes("ct").Length];
        plaintext.AsSpan().Fill(0xEE);
        if (!algorithm.TryDecrypt(key, nonce, data, test.Bytes("ct"), test.Bytes("tag"), plaintext, out var length))
        {
            // Nothing of the plaintext is left: either nothing was written, or zeros.
            Assert.True(plaintext.All(value => value is 0xEE or 0));
            return false;
        }

        var message = test.Bytes("msg");
        var ciphertext = new byte[algorithm.GetCiphertextSize(message.Length)];
        var tag = new byte[algorithm.TagSize];
        algorithm.Encrypt(key, nonce, data, message, ciphertext, tag);
        return plaintext.AsSpan(0, length).SequenceEqual(message)
            && ciphertext.AsSpan().SequenceEqual(test.Bytes("ct"))
            && tag.AsSpan().SequenceEqual(test.Bytes("tag"));
    }

    private static bool AcceptsInManagedGcm(WycheproofCase test, bool forcePortable)
    {
        var (key, nonce, data, ct) = (test.Bytes("key"), test.Bytes("iv"), test.Bytes("aad"), test.Bytes("ct"));
        var plaintext = new byte[ct.Length];
        if (nonce.Length == 0 || !AesGcmCore.TryDecrypt(key, nonce, data, ct, test.Bytes("tag"), plaintext, forcePortable))
        {
            return false;
        }

        var ciphertext = new byte[ct.Length];
        var tag = new byte[AesGcmCore.TagSize];
        AesGcmCore.Encrypt(key, nonce, data, plaintext, ciphertext, tag, forcePortable);
        return plaintext.AsSpan().SequenceEqual(test.Bytes("msg"))
            && ciphertext.AsSpan().SequenceEqual(ct)
            && tag.AsSpan().SequenceEqual(test.Bytes("tag"));
    }

    private static bool Accepts(WycheproofCase test, params ReadOnlySpan<KeyWrapAlgorithm> bySize)
    {
        var algorithm = bySize[(test.GroupNumber("keySize") - 128) / 64];
        return algorithm.TryUnwrap(test.Bytes("key"), test.Bytes("ct"), out var key)
            && key.AsSpan().SequenceEqual(test.Bytes("msg"))
            && algorithm.Wrap(test.Bytes("key"), key).AsSpan().SequenceEqual(test.Bytes("ct"));
    }
}
