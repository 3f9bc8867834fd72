// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Conformance;

public sealed class Curve25519ConformanceTests
{
    [Fact]
    public void Ed25519_Wycheproof() => WycheproofSuite.Run("ed25519_test", 151, test =>
        PublicKey.TryImport(KeyType.Ed25519, test.GroupBytes("publicKey.pk"), PublicKeyFormat.Raw, out var key)
        && Verify(key, test.Bytes("msg"), test.Bytes("sig")));

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
                && secret.AsSpan().SequenceEqual(test.Bytes("shared"))
                && AgreeScalar(test.Bytes("private"), test.Bytes("public")).AsSpan().SequenceEqual(secret);
        },

        // Non-canonical keys and keys on the twist are computed with, as RFC 7748 §5 demands; a secret of zeros is refused, as
        // its §6.1 allows and we promise.
        test => !test.HasFlag("ZeroSharedSecret"));

    /// <summary>Verifies with the points that this machine prefers and with the plain ones, which must agree.</summary>
    private static bool Verify(PublicKey key, byte[] data, byte[] signature)
    {
        var isValid = SignatureAlgorithm.Ed25519.Verify(key, data, signature);
        Assert.Equal(isValid, Ed25519Core<EdwardsPoint, EdwardsCached>.Verify(
            (Ed25519PublicMaterial)key.Material, data, signature, Ed25519Verification.Strict));
        return isValid;
    }

    /// <summary>The ladder over plain field elements, which runs where there are no vectors.</summary>
    private static byte[] AgreeScalar(byte[] scalar, byte[] u)
    {
        X25519Core.Clamp(scalar);
        MontgomeryLadder.Multiply(scalar, Field25519.Read(u), out var product);
        var secret = new byte[32];
        product.Write(secret);
        return secret;
    }
}
