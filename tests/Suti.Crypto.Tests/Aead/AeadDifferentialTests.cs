// SPDX-License-Identifier: Apache-2.0

using Suti.Testing.Native;

namespace Suti.Crypto.Tests;

public sealed class AeadDifferentialTests
{
    private const int Rounds = 3000;

    private readonly Random _random = new(7);

    [Fact]
    public void AesGcm_RandomInputs_EqualOpenSsl()
    {
        NativeReference.Require(LibCrypto.IsPresent, LibCrypto.Name);
        nint[] ciphers = [LibCrypto.FetchCipher("AES-128-GCM"), LibCrypto.FetchCipher("AES-192-GCM"), LibCrypto.FetchCipher("AES-256-GCM")];
        for (var round = 0; round < Rounds; round++)
        {
            var size = _random.Next(3);
            var (key, nonce) = (Bytes(16 + (8 * size)), Bytes(round % 4 == 0 ? _random.Next(1, 40) : 12));
            var (data, message) = (Bytes(_random.Next(50)), Bytes(_random.Next(400)));
            var (expected, expectedTag) = (new byte[message.Length], new byte[16]);
            LibCrypto.Seal(ciphers[size], key, nonce, data, message, expected, expectedTag);
            foreach (var forcePortable in (bool[])[false, true])
            {
                var (ciphertext, tag) = (new byte[message.Length], new byte[16]);
                AesGcmCore.Encrypt(key, nonce, data, message, ciphertext, tag, forcePortable);
                Assert.Equal(expected, ciphertext);
                Assert.Equal(expectedTag, tag);
            }
        }
    }

    [Fact]
    public void ChaChaPoly_RandomInputs_EqualLibsodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        for (var round = 0; round < Rounds; round++)
        {
            var (key, nonce) = (Bytes(32), Bytes(24));
            var (data, message) = (Bytes(_random.Next(50)), Bytes(_random.Next(round % 10 == 0 ? 5000 : 300)));
            var (expected, expectedTag) = (new byte[message.Length], new byte[16]);
            var (ciphertext, tag) = (new byte[message.Length], new byte[16]);

            LibSodium.crypto_aead_chacha20poly1305_ietf_encrypt_detached(
                expected, expectedTag, 0, message, (ulong)message.Length, data, (ulong)data.Length, 0, nonce, key);
            AeadAlgorithm.ChaCha20Poly1305.Encrypt(key, nonce.AsSpan(0, 12), data, message, ciphertext, tag);
            Assert.Equal(expected, ciphertext);
            Assert.Equal(expectedTag, tag);

            LibSodium.crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
                expected, expectedTag, 0, message, (ulong)message.Length, data, (ulong)data.Length, 0, nonce, key);
            AeadAlgorithm.XChaCha20Poly1305.Encrypt(key, nonce, data, message, ciphertext, tag);
            Assert.Equal(expected, ciphertext);
            Assert.Equal(expectedTag, tag);
        }
    }

    [Fact]
    public void Boxes_RandomInputs_EqualLibsodium()
    {
        NativeReference.Require(LibSodium.IsPresent, LibSodium.Name);
        for (var round = 0; round < 500; round++)
        {
            var (secret, peerSecret, nonce) = (Bytes(32), Bytes(32), Bytes(24));
            var message = Bytes(_random.Next(300));
            var box = new byte[message.Length + SecretBox.Overhead];
            LibSodium.crypto_secretbox_easy(box, message, (ulong)message.Length, nonce, secret);
            Assert.Equal(box, SecretBox.Seal(secret, nonce, message));

            using var key = PrivateKey.Import(KeyType.X25519, secret);
            using var peer = PrivateKey.Import(KeyType.X25519, peerSecret);
            LibSodium.crypto_box_easy(box, message, (ulong)message.Length, nonce, peer.PublicKey.Raw, secret);
            Assert.Equal(box, Box.Seal(key, peer.PublicKey, nonce, message));
            Assert.True(Box.TryOpen(peer, key.PublicKey, nonce, box, out var opened));
            Assert.Equal(message, opened);

            var sealedBox = new byte[message.Length + SealedBox.Overhead];
            LibSodium.crypto_box_seal(sealedBox, message, (ulong)message.Length, peer.PublicKey.Raw);
            Assert.True(SealedBox.TryOpen(peer, sealedBox, out opened));
            Assert.Equal(message, opened);
            var ours = SealedBox.Seal(peer.PublicKey, message);
            Assert.Equal(0, LibSodium.crypto_box_seal_open(opened, ours, (ulong)ours.Length, peer.PublicKey.Raw, peerSecret));
            Assert.Equal(message, opened);
        }
    }

    [Fact]
    public void ChaCha20_EveryWidthAndLength_EqualsTheScalarCode()
    {
        var (key, nonce, input) = (Bytes(32), Bytes(12), Bytes(2200));
        var (expected, actual) = (new byte[input.Length], new byte[input.Length]);
        for (var length = 0; length <= input.Length; length += length < 300 ? 1 : 37)
        {
            // The counter runs over its end, where RFC 8439 stops; the widths must still agree.
            var counter = length % 5 == 0 ? uint.MaxValue - 3 : (uint)length;
            ChaCha20.Transform(key, nonce, counter, input.AsSpan(0, length), expected, 0);
            foreach (var bits in (int[])[128, 256, 512])
            {
                if (bits <= ChaCha20.WidestVector)
                {
                    actual.AsSpan().Clear();
                    ChaCha20.Transform(key, nonce, counter, input.AsSpan(0, length), actual, bits);
                    Assert.Equal(expected[..length], actual[..length]);
                }
            }
        }
    }

    [Fact]
    public void KeyWrap_RandomKeys_EqualOpenSsl()
    {
        NativeReference.Require(LibCrypto.IsPresent, LibCrypto.Name);
        KeyWrapAlgorithm[] algorithms =
        [
            KeyWrapAlgorithm.Aes128KeyWrap, KeyWrapAlgorithm.Aes192KeyWrap, KeyWrapAlgorithm.Aes256KeyWrap,
            KeyWrapAlgorithm.Aes128KeyWrapWithPadding, KeyWrapAlgorithm.Aes192KeyWrapWithPadding, KeyWrapAlgorithm.Aes256KeyWrapWithPadding,
        ];
        foreach (var algorithm in algorithms)
        {
            var isPadded = algorithm.Name.EndsWith("Padding", StringComparison.Ordinal);
            var cipher = LibCrypto.FetchCipher($"AES-{algorithm.KeySize * 8}-WRAP{(isPadded ? "-PAD" : "")}");
            for (var round = 0; round < 500; round++)
            {
                var (key, data) = (Bytes(algorithm.KeySize), Bytes(isPadded ? _random.Next(1, 100) : 8 * _random.Next(2, 12)));
                var wrapped = algorithm.Wrap(key, data);
                var expected = new byte[wrapped.Length + 16];
                Assert.Equal(wrapped, expected[..LibCrypto.Encrypt(cipher, key, default, data, expected)]);
                Assert.True(algorithm.TryUnwrap(key, wrapped, out var unwrapped));
                Assert.Equal(data, unwrapped);
            }
        }
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
