// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>The RSA encryption behind each <c>alg</c>.</summary>
internal static class JweRsa
{
    public static RsaEncryption Find(JweAlgorithm algorithm) =>
        algorithm == JweAlgorithm.RsaOaep ? RsaEncryption.OaepSha1
        : algorithm == JweAlgorithm.RsaOaep256 ? RsaEncryption.OaepSha256
        : RsaEncryption.Pkcs1;
}
