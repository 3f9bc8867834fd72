// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Conformance;

public sealed class EcdhWycheproofTests
{
    [Theory]
    [InlineData("ecdh_secp256k1_test", KeyType.Secp256k1, 752)]
    [InlineData("ecdh_secp256r1_test", KeyType.P256, 612)]
    [InlineData("ecdh_secp384r1_test", KeyType.P384, 1047)]
    [InlineData("ecdh_secp521r1_test", KeyType.P521, 916)]
    public void Agree_Spki_Agrees(string file, KeyType type, int total) => WycheproofSuite.Run(
        file,
        total,
        test => Agrees(test, type, PublicKey.TryImport(type, test.Bytes("public"), PublicKeyFormat.Spki, out var peer) ? peer : null),
        IsMeantToAccept);

    [Fact]
    public void Agree_Point_Agrees() => WycheproofSuite.Run(
        "ecdh_secp256r1_ecpoint_test",
        355,
        test => Agrees(test, KeyType.P256, ImportPoint(test.Bytes("public"))),
        IsMeantToAccept);

    /// <summary>
    /// Of what the specifications leave open this library takes one thing: a compressed point (RFC 5480 section 2.2).
    /// Curves that are spelled out instead of named, and DER that is not canonical, are refused.
    /// </summary>
    private static bool IsMeantToAccept(WycheproofCase test) => test.HasFlag("CompressedPoint");

    private static PublicKey? ImportPoint(byte[] point) =>
        PublicKey.TryImport(KeyType.P256, point, PublicKeyFormat.Raw, out var key)
        || PublicKey.TryImport(KeyType.P256, point, PublicKeyFormat.Uncompressed, out key)
            ? key
            : null;

    private static bool Agrees(WycheproofCase test, KeyType type, PublicKey? peer)
    {
        if (peer is null)
        {
            return false;
        }

        var algorithm = type switch
        {
            KeyType.Secp256k1 => KeyAgreementAlgorithm.EcdhSecp256k1,
            KeyType.P256 => KeyAgreementAlgorithm.EcdhP256,
            KeyType.P384 => KeyAgreementAlgorithm.EcdhP384,
            _ => KeyAgreementAlgorithm.EcdhP521,
        };

        // The secret stands there as a number of any length.
        var number = test.Text("private").TrimStart('0');
        var secret = Convert.FromHexString(number.PadLeft(2 * algorithm.SharedSecretSize, '0'));
        using var key = PrivateKey.Import(type, secret);
        var shared = new byte[algorithm.SharedSecretSize];
        Assert.True(algorithm.TryAgree(key, peer, shared));
        foreach (var implementation in (Implementation[])[Implementation.Managed, Implementation.Platform])
        {
            var again = new byte[shared.Length];
            WeierstrassCurve.Of(type)!.Agree(key.Material, peer.Material, again, implementation);
            Assert.Equal(shared, again);
        }

        return shared.AsSpan().SequenceEqual(test.Bytes("shared"));
    }
}
