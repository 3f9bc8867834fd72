// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Testing.Native;

namespace Suti.Benchmarks;

/// <summary>secp256k1 beside libsecp256k1, P-256 beside OpenSSL, both beside noble. Digests go in on all sides.</summary>
internal sealed class WeierstrassComparisons : ComparisonSource
{
    private readonly byte[] _digest = new byte[32];
    private readonly byte[] _signature = new byte[65];
    private readonly byte[] _parsedKey = new byte[LibSecp256k1.PublicKeySize];
    private readonly byte[] _parsedSignature = new byte[65];
    private readonly PrivateKey _secp256k1 = Key(KeyType.Secp256k1);
    private readonly PrivateKey _p256 = Key(KeyType.P256);
    private readonly byte[] _shared = new byte[32];
    private readonly NodePeer _noble;

    public WeierstrassComparisons() => _noble = Own(new NodePeer("weierstrass.mjs"));

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("crypto", "secp256k1.sign.libsecp256k1", Sign, "libsecp256k1", new LocalOperation(NativeSign)),
        new("crypto", "secp256k1.sign.noble", Sign, "noble", _noble.Operation("secp256k1.sign")),
        new("crypto", "secp256k1.verify.libsecp256k1", Verify, "libsecp256k1", new LocalOperation(NativeVerify)),
        new("crypto", "secp256k1.verify-new-key.libsecp256k1", VerifyNewKey, "libsecp256k1", new LocalOperation(NativeVerifyNewKey)),
        new("crypto", "secp256k1.verify.noble", Verify, "noble", _noble.Operation("secp256k1.verify")),
        new("crypto", "secp256k1.recover.libsecp256k1", Recover, "libsecp256k1", new LocalOperation(NativeRecover)),
        new("crypto", "secp256k1.recover.noble", Recover, "noble", _noble.Operation("secp256k1.recover")),
        new("crypto", "p256.sign.openssl", SignP256, "openssl", new LocalOperation(OpenSslSign)),
        new("crypto", "p256.sign.noble", SignP256, "noble", _noble.Operation("p256.sign")),
        new("crypto", "p256.verify.openssl", VerifyP256, "openssl", new LocalOperation(OpenSslVerify)),
        new("crypto", "p256.verify-new-key.openssl", VerifyP256NewKey, "openssl", new LocalOperation(OpenSslVerify)),
        new("crypto", "p256.verify.noble", VerifyP256, "noble", _noble.Operation("p256.verify")),
        new("crypto", "p256.agree.openssl", AgreeP256, "openssl", new LocalOperation(OpenSslAgree)),
    ];

    private static PrivateKey Key(KeyType type)
    {
        var secret = new byte[32];
        secret.AsSpan().Fill(0x11);
        return PrivateKey.Import(type, secret, PrivateKeyFormat.Raw, KeyExportPolicy.AllowExport);
    }

    private void Sign(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _digest[0] = (byte)i;
            SignatureAlgorithm.EcdsaSecp256k1.SignDigest(_secp256k1, _digest, _signature.AsSpan(0, 64));
        }
    }

    private void NativeSign(int count)
    {
        var secret = _secp256k1.Export(PrivateKeyFormat.Raw);
        for (var i = 0; i < count; i++)
        {
            _digest[0] = (byte)i;
            Require(LibSecp256k1.secp256k1_ecdsa_sign(LibSecp256k1.Context, _parsedSignature, _digest, secret, 0, 0) == 1);
        }
    }

    private void Verify(int count)
    {
        var signature = SignatureAlgorithm.EcdsaSecp256k1.SignDigest(_secp256k1, _digest);
        for (var i = 0; i < count; i++)
        {
            Require(SignatureAlgorithm.EcdsaSecp256k1.VerifyDigest(_secp256k1.PublicKey, _digest, signature));
        }
    }

    private void NativeVerify(int count)
    {
        PrepareNative();
        for (var i = 0; i < count; i++)
        {
            Require(LibSecp256k1.secp256k1_ecdsa_verify(LibSecp256k1.Context, _parsedSignature, _digest, _parsedKey) == 1);
        }
    }

    private void VerifyNewKey(int count)
    {
        var signature = SignatureAlgorithm.EcdsaSecp256k1.SignDigest(_secp256k1, _digest);
        for (var i = 0; i < count; i++)
        {
            var key = PublicKey.Import(KeyType.Secp256k1, _secp256k1.PublicKey.Raw);
            Require(SignatureAlgorithm.EcdsaSecp256k1.VerifyDigest(key, _digest, signature));
        }
    }

    private void NativeVerifyNewKey(int count)
    {
        PrepareNative();
        for (var i = 0; i < count; i++)
        {
            Require(LibSecp256k1.secp256k1_ec_pubkey_parse(LibSecp256k1.Context, _parsedKey, _secp256k1.PublicKey.Raw, 33) == 1);
            Require(LibSecp256k1.secp256k1_ecdsa_verify(LibSecp256k1.Context, _parsedSignature, _digest, _parsedKey) == 1);
        }
    }

    private void Recover(int count)
    {
        var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(_secp256k1, _digest);
        for (var i = 0; i < count; i++)
        {
            Require(SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(_digest, signature, out _));
        }
    }

    private void NativeRecover(int count)
    {
        var signature = SignatureAlgorithm.EcdsaSecp256k1Recoverable.SignDigest(_secp256k1, _digest);
        Require(LibSecp256k1.secp256k1_ecdsa_recoverable_signature_parse_compact(
            LibSecp256k1.Context, _parsedSignature, signature, signature[64]) == 1);
        for (var i = 0; i < count; i++)
        {
            Require(LibSecp256k1.secp256k1_ecdsa_recover(LibSecp256k1.Context, _parsedKey, _parsedSignature, _digest) == 1);
            _ = LibSecp256k1.Serialize(_parsedKey);
        }
    }

    private void SignP256(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _digest[0] = (byte)i;
            SignatureAlgorithm.EcdsaP256.SignDigest(_p256, _digest, _signature.AsSpan(0, 64));
        }
    }

    private void VerifyP256(int count)
    {
        var signature = SignatureAlgorithm.EcdsaP256.SignDigest(_p256, _digest);
        for (var i = 0; i < count; i++)
        {
            Require(SignatureAlgorithm.EcdsaP256.VerifyDigest(_p256.PublicKey, _digest, signature));
        }
    }

    private void VerifyP256NewKey(int count)
    {
        var signature = SignatureAlgorithm.EcdsaP256.SignDigest(_p256, _digest);
        for (var i = 0; i < count; i++)
        {
            var key = PublicKey.Import(KeyType.P256, _p256.PublicKey.Raw);
            Require(SignatureAlgorithm.EcdsaP256.VerifyDigest(key, _digest, signature));
        }
    }

    private void AgreeP256(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Require(KeyAgreementAlgorithm.EcdhP256.TryAgree(_p256, _p256.PublicKey, _shared));
        }
    }

    private void OpenSslSign(int count)
    {
        var key = OpenSslKey();
        Span<byte> signature = stackalloc byte[80];
        for (var i = 0; i < count; i++)
        {
            uint length = 80;
            Require(LibCrypto.ECDSA_sign(0, _digest, _digest.Length, signature, ref length, key) == 1);
        }

        LibCrypto.EC_KEY_free(key);
    }

    private void OpenSslVerify(int count)
    {
        var key = OpenSslKey();
        var signature = DerSignature.FromP1363(SignatureAlgorithm.EcdsaP256.SignDigest(_p256, _digest));
        for (var i = 0; i < count; i++)
        {
            Require(LibCrypto.ECDSA_verify(0, _digest, _digest.Length, signature, signature.Length, key) == 1);
        }

        LibCrypto.EC_KEY_free(key);
    }

    private void OpenSslAgree(int count)
    {
        var key = OpenSslKey();
        for (var i = 0; i < count; i++)
        {
            Require(LibCrypto.ECDH_compute_key(_shared, 32, LibCrypto.EC_KEY_get0_public_key(key), key, 0) == 32);
        }

        LibCrypto.EC_KEY_free(key);
    }

    private nint OpenSslKey() => LibCrypto.ImportEcKey(_p256.Export(PrivateKeyFormat.Sec1));

    private void PrepareNative()
    {
        var signature = SignatureAlgorithm.EcdsaSecp256k1.SignDigest(_secp256k1, _digest);
        Require(LibSecp256k1.secp256k1_ecdsa_signature_parse_compact(LibSecp256k1.Context, _parsedSignature, signature) == 1);
        Require(LibSecp256k1.secp256k1_ec_pubkey_parse(LibSecp256k1.Context, _parsedKey, _secp256k1.PublicKey.Raw, 33) == 1);
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("A side of the comparison gave a wrong answer.");
        }
    }
}
