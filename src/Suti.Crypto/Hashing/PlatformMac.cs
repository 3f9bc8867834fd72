// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Suti.Crypto;

/// <summary>The HMAC of the platform, for what needs it inside of an algorithm.</summary>
internal static class PlatformMac
{
    /// <summary>HMAC (RFC 2104) of <paramref name="data"/>; the destination has the size of the hash.</summary>
    public static void Compute(HashAlgorithmName hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> destination) =>
        CryptographicOperations.HmacData(hash, key, data, destination);
}
