// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;

namespace Suti.Jose;

/// <summary>Verifies the KB-JWT of an SD-JWT+KB (RFC 9901 §7.3 step 5).</summary>
internal static class KeyBindingVerifier
{
    /// <summary>The <c>typ</c> of a KB-JWT.</summary>
    public const string Type = "kb+jwt";

    public static JoseError? Check(SdJwt sdJwt, PublicKey? holderKey, HashFunction hash, KeyBindingPolicy policy, JwtPolicy clock)
    {
        if (sdJwt.KeyBinding is not { } text)
        {
            return SdJwtErrors.KeyBindingMissing;
        }

        if (holderKey is null)
        {
            return SdJwtErrors.HolderKeyMissing;
        }

        if (!Jwt.TryParse(text, out var token, out _)
            || !token.Header.HasType(Type)
            || !token.Jws.Verify(holderKey, policy.Algorithms, out _))
        {
            return SdJwtErrors.KeyBindingInvalid;
        }

        return CheckTime(token.Claims, policy, clock)
            ?? (token.Claims.Nonce == policy.Nonce ? null : SdJwtErrors.KeyBindingNonce)
            ?? (token.Claims.Audience is [var audience] && audience == policy.Audience ? null : SdJwtErrors.KeyBindingAudience)
            ?? (token.Claims.TryGetString("sd_hash", out var bound) && bound == SdJwtHash.Digest(hash, sdJwt.BoundText)
                ? null
                : SdJwtErrors.KeyBindingHash);
    }

    private static JoseError? CheckTime(JwtClaims claims, KeyBindingPolicy policy, JwtPolicy clock)
    {
        var now = clock.TimeProvider.GetUtcNow();
        return claims.IssuedAt is { } issuedAt
            && issuedAt <= now + clock.ClockSkew
            && issuedAt >= now - clock.ClockSkew - policy.MaxAge
            && (claims.ExpiresAt is not { } expiresAt || now - clock.ClockSkew < expiresAt)
            && (claims.NotBefore is not { } notBefore || notBefore <= now + clock.ClockSkew)
                ? null
                : SdJwtErrors.KeyBindingTime;
    }
}
