// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>HMAC of the platform.</summary>
internal sealed class PlatformHmac(string name, int tagSize, int blockSize, HashAlgorithmName algorithm)
    : MacAlgorithm(name, tagSize, blockSize)
{
    private protected override void ComputeCore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> tag) =>
        CryptographicOperations.HmacData(algorithm, key, data, tag);
}
