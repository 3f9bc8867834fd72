// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Testing.Native;

namespace Suti.Benchmarks;

/// <summary>Authenticated encryption and key wrap beside OpenSSL and libsodium; each call with a fresh key, as a message has.</summary>
internal sealed class AeadComparisons : ComparisonSource
{
    private readonly byte[] _key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];
    private readonly byte[] _nonce = new byte[12];
    private readonly byte[] _longNonce = new byte[24];
    private readonly byte[] _tag = new byte[16];
    private readonly byte[] _keyData = new byte[32];
    private readonly byte[] _wrapped = new byte[40];
    private readonly byte[] _message = new byte[64 * 1024];
    private readonly byte[] _ciphertext = new byte[64 * 1024];
    private readonly byte[] _nativeOutput = new byte[64 * 1024];
    private readonly AeadAlgorithm _managedGcm = new AesGcmAlgorithm("AES-256-GCM", 32, AesGcmEngine.Managed);
    private readonly AeadAlgorithm _platformGcm = new AesGcmAlgorithm("AES-256-GCM", 32, AesGcmEngine.Platform);
    private readonly Lazy<nint> _gcm = new(() => LibCrypto.FetchCipher("AES-256-GCM"));
    private readonly Lazy<nint> _wrap = new(() => LibCrypto.FetchCipher("AES-256-WRAP"));

    public override IEnumerable<Comparison> Comparisons =>
    [
        Gcm("aes256gcm.1k.openssl", AeadAlgorithm.Aes256Gcm, 1024),
        Gcm("aes256gcm.64k.openssl", AeadAlgorithm.Aes256Gcm, 64 * 1024),
        Gcm("aes256gcm.managed.1k.openssl", _managedGcm, 1024),
        Gcm("aes256gcm.platform.1k.openssl", _platformGcm, 1024),
        ChaCha(64),
        ChaCha(1024),
        ChaCha(64 * 1024),
        new(
            "crypto",
            "xchacha20poly1305.1k.libsodium",
            count => Encrypt(AeadAlgorithm.XChaCha20Poly1305, _longNonce, 1024, count),
            "libsodium",
            new LocalOperation(count => Repeat(count, () => LibSodium.crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
                _nativeOutput, _tag, 0, _message, 1024, default, 0, 0, _longNonce, _key)))),
        new(
            "crypto",
            "secretbox.1k.libsodium",
            count => Encrypt(AeadAlgorithm.XSalsa20Poly1305, _longNonce, 1024, count),
            "libsodium",
            new LocalOperation(count => Repeat(count, () => LibSodium.crypto_secretbox_easy(
                _nativeOutput, _message, 1024, _longNonce, _key)))),
        new(
            "crypto",
            "aes256kw.32.openssl",
            count => Repeat(count, () => KeyWrapAlgorithm.Aes256KeyWrap.Wrap(_key, _keyData, _wrapped)),
            "openssl",
            new LocalOperation(count => Repeat(count, () => LibCrypto.Encrypt(_wrap.Value, _key, default, _keyData, _nativeOutput)))),
    ];

    private static void Repeat(int count, Action operation)
    {
        for (var i = 0; i < count; i++)
        {
            operation();
        }
    }

    private Comparison Gcm(string name, AeadAlgorithm algorithm, int size) => new(
        "crypto",
        name,
        count => Encrypt(algorithm, _nonce, size, count),
        "openssl",
        new LocalOperation(count => Repeat(count, () => LibCrypto.Seal(
            _gcm.Value, _key, _nonce, default, _message.AsSpan(0, size), _nativeOutput, _tag))));

    private Comparison ChaCha(int size) => new(
        "crypto",
        $"chacha20poly1305.{(size < 1024 ? size.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{size / 1024}k")}.libsodium",
        count => Encrypt(AeadAlgorithm.ChaCha20Poly1305, _nonce, size, count),
        "libsodium",
        new LocalOperation(count => Repeat(count, () => LibSodium.crypto_aead_chacha20poly1305_ietf_encrypt_detached(
            _nativeOutput, _tag, 0, _message, (ulong)size, default, 0, 0, _nonce, _key))));

    private void Encrypt(AeadAlgorithm algorithm, byte[] nonce, int size, int count)
    {
        for (var i = 0; i < count; i++)
        {
            algorithm.Encrypt(_key, nonce, default, _message.AsSpan(0, size), _ciphertext.AsSpan(0, size), _tag);
        }
    }
}
