// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Conformance;

public sealed class EcdsaWycheproofTests
{
    [Theory]
    [InlineData("ecdsa_secp256k1_sha256_test", KeyType.Secp256k1, 476)]
    [InlineData("ecdsa_secp256r1_sha256_test", KeyType.P256, 484)]
    [InlineData("ecdsa_secp384r1_sha384_test", KeyType.P384, 504)]
    [InlineData("ecdsa_secp521r1_sha512_test", KeyType.P521, 542)]
    public void Verify_DerSignature_Agrees(string file, KeyType type, int total) =>
        WycheproofSuite.Run(file, total, test => VerifiesDer(test, type, requireLowS: false));

    [Fact]
    public void Verify_DerSignatureWithLowS_Agrees() => WycheproofSuite.Run(
        "ecdsa_secp256k1_sha256_bitcoin_test", 463, test => VerifiesDer(test, KeyType.Secp256k1, requireLowS: true));

    [Theory]
    [InlineData("ecdsa_secp256k1_sha256_p1363_test", KeyType.Secp256k1, 252)]
    [InlineData("ecdsa_secp256r1_sha256_p1363_test", KeyType.P256, 262)]
    [InlineData("ecdsa_secp384r1_sha384_p1363_test", KeyType.P384, 280)]
    [InlineData("ecdsa_secp521r1_sha512_p1363_test", KeyType.P521, 318)]
    public void Verify_P1363Signature_Agrees(string file, KeyType type, int total) => WycheproofSuite.Run(
        file, total, test => Verifies(test, type, test.Bytes("sig"), requireLowS: false));

    private static bool VerifiesDer(WycheproofCase test, KeyType type, bool requireLowS)
    {
        var signature = new byte[AlgorithmOf(type).SignatureSize];
        return DerSignature.TryToP1363(test.Bytes("sig"), signature) && Verifies(test, type, signature, requireLowS);
    }

    /// <summary>
    /// Managed code must answer the same with and without the tables that a key has from its second use on, and so must
    /// the platform.
    /// </summary>
    private static bool Verifies(WycheproofCase test, KeyType type, byte[] signature, bool requireLowS)
    {
        var algorithm = AlgorithmOf(type);
        var message = test.Bytes("msg");
        var key = PublicKey.Import(type, test.GroupBytes("publicKeyDer"), PublicKeyFormat.Spki);
        var verified = algorithm.Verify(key, message, signature, requireLowS);
        var digest = algorithm.HashFunction.Hash(message);
        foreach (var implementation in (Implementation[])[Implementation.Managed, Implementation.Managed, Implementation.Platform])
        {
            Assert.Equal(verified, WeierstrassCurve.Of(type)!.VerifyVartime(
                key.Material, digest, signature, requireLowS, implementation));
        }

        return verified;
    }

    private static Ecdsa AlgorithmOf(KeyType type) => type switch
    {
        KeyType.Secp256k1 => SignatureAlgorithm.EcdsaSecp256k1,
        KeyType.P256 => SignatureAlgorithm.EcdsaP256,
        KeyType.P384 => SignatureAlgorithm.EcdsaP384,
        _ => SignatureAlgorithm.EcdsaP521,
    };
}
