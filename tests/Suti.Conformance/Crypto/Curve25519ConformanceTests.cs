// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Conformance;

public sealed class Curve25519ConformanceTests
{
    [Fact]
    public void Ed25519_Wycheproof() => WycheproofSuite.Run("ed25519_test", 151, test =>
        PublicKey.TryImport(KeyType.Ed25519, test.GroupBytes("publicKey.pk"), PublicKeyFormat.Raw, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key, test.Bytes("msg"), test.Bytes("sig")));

    [Fact]
    public void X25519_Wycheproof() => WycheproofSuite.Run(
        "x25519_test",
        518,
        test =>
        {
            using var key = PrivateKey.Import(KeyType.X25519, test.Bytes("private"));
            var peer = PublicKey.Import(KeyType.X25519, test.Bytes("public"));
            var secret = new byte[32];
            return KeyAgreementAlgorithm.X25519.TryAgree(key, peer, secret)
                && secret.AsSpan().SequenceEqual(test.Bytes("shared"));
        },

        // Non-canonical keys and keys on the twist are computed with, as RFC 7748 §5 demands; a secret of zeros is refused, as
        // its §6.1 allows and we promise.
        test => !test.HasFlag("ZeroSharedSecret"));
}
