// SPDX-License-Identifier: Apache-2.0

namespace Suti.Crypto;

/// <summary>The codes of <see cref="SutiException"/> that this library uses.</summary>
public static class CryptoErrorCodes
{
    /// <summary>The peer's public key gives no shared secret that may be used, as a point of small order does.</summary>
    public const string KeyAgreementFailed = "crypto.key-agreement-failed";
}
