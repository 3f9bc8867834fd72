// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Testing.Native;

namespace Suti.Benchmarks;

/// <summary>Ed25519 and X25519 beside libsodium and noble.</summary>
internal sealed class Curve25519Comparisons : ComparisonSource
{
    private const int BatchSize = 64;

    private readonly byte[] _message = new byte[64];
    private readonly byte[] _signature = new byte[64];
    private readonly byte[] _secret = new byte[32];
    private readonly byte[] _seed = new byte[32];
    private readonly PrivateKey _key;
    private readonly PrivateKey _agreementKey;
    private readonly byte[] _sodiumPublicKey = new byte[32];
    private readonly byte[] _sodiumSecretKey = new byte[64];
    private readonly NodePeer _noble;
    private Ed25519BatchItem[] _batch = [];

    public Curve25519Comparisons()
    {
        _key = Own(PrivateKey.Import(KeyType.Ed25519, _seed));
        _agreementKey = Own(PrivateKey.Import(KeyType.X25519, _seed));
        _noble = Own(new NodePeer("curve25519.mjs"));
    }

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("crypto", "ed25519.sign.libsodium", Sign, "libsodium", new LocalOperation(SodiumSign)),
        new("crypto", "ed25519.sign.noble", Sign, "noble", _noble.Operation("ed25519.sign")),
        new("crypto", "ed25519.verify.libsodium", Verify, "libsodium", new LocalOperation(SodiumVerify)),
        new("crypto", "ed25519.verify.noble", Verify, "noble", _noble.Operation("ed25519.verify")),
        new("crypto", "ed25519.import-verify.libsodium", ImportAndVerify, "libsodium", new LocalOperation(SodiumVerify)),
        new(
            "crypto",
            "ed25519.verify-batch64.single",
            VerifyBatch,
            "single",
            new LocalOperation(VerifySingly),
            OperationsPerCall: BatchSize),
        new("crypto", "x25519.agree.libsodium", Agree, "libsodium", new LocalOperation(SodiumAgree)),
        new("crypto", "x25519.agree.noble", Agree, "noble", _noble.Operation("x25519.agree")),
    ];

    private void Sign(int count)
    {
        for (var i = 0; i < count; i++)
        {
            SignatureAlgorithm.Ed25519.Sign(_key, _message, _signature);
        }
    }

    private void SodiumSign(int count)
    {
        PrepareSodium();
        for (var i = 0; i < count; i++)
        {
            _ = LibSodium.crypto_sign_detached(_signature, 0, _message, (ulong)_message.Length, _sodiumSecretKey);
        }
    }

    private void Verify(int count)
    {
        SignatureAlgorithm.Ed25519.Sign(_key, _message, _signature);
        for (var i = 0; i < count; i++)
        {
            Require(SignatureAlgorithm.Ed25519.Verify(_key.PublicKey, _message, _signature));
        }
    }

    private void ImportAndVerify(int count)
    {
        SignatureAlgorithm.Ed25519.Sign(_key, _message, _signature);
        for (var i = 0; i < count; i++)
        {
            var key = PublicKey.Import(KeyType.Ed25519, _key.PublicKey.Raw);
            Require(SignatureAlgorithm.Ed25519.Verify(key, _message, _signature));
        }
    }

    private void SodiumVerify(int count)
    {
        PrepareSodium();
        SignatureAlgorithm.Ed25519.Sign(_key, _message, _signature);
        for (var i = 0; i < count; i++)
        {
            Require(LibSodium.crypto_sign_verify_detached(
                _signature, _message, (ulong)_message.Length, _sodiumPublicKey) == 0);
        }
    }

    private void VerifyBatch(int count)
    {
        PrepareBatch();
        for (var i = 0; i < count; i++)
        {
            Require(SignatureAlgorithm.Ed25519.VerifyBatch(_batch));
        }
    }

    private void VerifySingly(int count)
    {
        PrepareBatch();
        for (var i = 0; i < count; i++)
        {
            foreach (var item in _batch)
            {
                Require(SignatureAlgorithm.Ed25519.Verify(
                    item.Key, item.Data.Span, item.Signature.Span, Ed25519Verification.Cofactored));
            }
        }
    }

    private void Agree(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Require(KeyAgreementAlgorithm.X25519.TryAgree(_agreementKey, _agreementKey.PublicKey, _secret));
        }
    }

    private void SodiumAgree(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Require(LibSodium.crypto_scalarmult(_secret, _seed, _agreementKey.PublicKey.Raw) == 0);
        }
    }

    private void PrepareSodium()
    {
        Require(LibSodium.IsPresent);
        _ = LibSodium.crypto_sign_seed_keypair(_sodiumPublicKey, _sodiumSecretKey, _seed);
    }

    /// <summary>Distinct keys and messages, as a batch has them.</summary>
    private void PrepareBatch()
    {
        if (_batch.Length > 0)
        {
            return;
        }

        _batch = [.. Enumerable.Range(0, BatchSize).Select(i =>
        {
            var seed = new byte[32];
            seed[0] = (byte)i;
            using var key = PrivateKey.Import(KeyType.Ed25519, seed);
            return new Ed25519BatchItem(key.PublicKey, seed, SignatureAlgorithm.Ed25519.Sign(key, seed));
        })];
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("A side of the comparison gave a wrong answer.");
        }
    }
}
