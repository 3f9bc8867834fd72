// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Conformance;

public sealed class RsaWycheproofTests
{
    [Fact]
    public void Verify_Pss_Agrees() => WycheproofSuite.Run(
        "rsa_pss_2048_sha256_mgf1_32_test", 108, test => Verifies(test, SignatureAlgorithm.RsaPssSha256));

    /// <summary>
    /// The one open case is a DigestInfo without the NULL of its algorithm; RFC 8017 section 9.2 demands it, so it is
    /// refused.
    /// </summary>
    [Fact]
    public void Verify_Pkcs1_Agrees() => WycheproofSuite.Run(
        "rsa_signature_2048_sha256_test",
        259,
        test => Verifies(test, SignatureAlgorithm.RsaPkcs1Sha256),
        acceptable: _ => false);

    private static bool Verifies(WycheproofCase test, RsaSignature algorithm)
    {
        var key = PublicKey.Import(KeyType.Rsa, test.GroupBytes("publicKeyDer"), PublicKeyFormat.Spki);
        return algorithm.Verify(key, test.Bytes("msg"), test.Bytes("sig"));
    }
}
