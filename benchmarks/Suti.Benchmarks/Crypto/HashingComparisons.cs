// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Testing.Native;

namespace Suti.Benchmarks;

/// <summary>Keccak-256 beside OpenSSL's SHA3-256, which is the same work, and noble.</summary>
internal sealed class HashingComparisons : ComparisonSource
{
    private readonly byte[] _small = new byte[32];
    private readonly byte[] _large = new byte[64 * 1024];
    private readonly byte[] _hash = new byte[32];
    private readonly NodePeer _noble;
    private nint _context;
    private nint _sha3;

    public HashingComparisons() => _noble = Own(new NodePeer("hashes.mjs"));

    public override IEnumerable<Comparison> Comparisons =>
    [
        new("crypto", "keccak256.32.openssl-sha3", count => Keccak(_small, count), "openssl", new LocalOperation(count => Sha3(_small, count))),
        new("crypto", "keccak256.32.noble", count => Keccak(_small, count), "noble", _noble.Operation("keccak256.32")),
        new("crypto", "keccak256.64k.openssl-sha3", count => Keccak(_large, count), "openssl", new LocalOperation(count => Sha3(_large, count))),
        new("crypto", "keccak256.64k.noble", count => Keccak(_large, count), "noble", _noble.Operation("keccak256.64k")),
    ];

    private void Keccak(byte[] data, int count)
    {
        for (var i = 0; i < count; i++)
        {
            HashFunction.Keccak256.Hash(data, _hash);
        }
    }

    /// <summary>With the context and the fetched digest reused, which is OpenSSL at its fastest.</summary>
    private void Sha3(byte[] data, int count)
    {
        if (_context == 0)
        {
            _context = LibCrypto.EVP_MD_CTX_new();
            _sha3 = LibCrypto.FetchDigest("SHA3-256");
        }

        for (var i = 0; i < count; i++)
        {
            _ = LibCrypto.EVP_DigestInit_ex(_context, _sha3, 0);
            _ = LibCrypto.EVP_DigestUpdate(_context, data, (nuint)data.Length);
            _ = LibCrypto.EVP_DigestFinal_ex(_context, _hash, 0);
        }
    }
}
