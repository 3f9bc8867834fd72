// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>
/// What a verifier expects of a JWT (RFC 7519, RFC 8725). Times are always checked. A token that names an audience is accepted
/// only where that audience is expected; what is not expected of a token is otherwise not asked of it.
/// </summary>
public sealed record JwtPolicy
{
    /// <summary>The algorithms that are accepted.</summary>
    public required JwsAlgorithms Algorithms { get; init; }

    /// <summary>The <c>typ</c> that the token must have; any when null.</summary>
    public string? Type { get; init; }

    /// <summary>The <c>iss</c> that the token must have; any when null.</summary>
    public string? Issuer { get; init; }

    /// <summary>Who the verifier is: one of these must stand in <c>aud</c>.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>Accepts a token whoever its <c>aud</c> names. Only for code that checks the audience itself.</summary>
    public bool AnyAudience { get; init; }

    /// <summary>The <c>nonce</c> that the token must have; any when null.</summary>
    public string? Nonce { get; init; }

    /// <summary>Claims that must be there, such as <c>exp</c>.</summary>
    public IReadOnlyList<string> RequiredClaims { get; init; } = [];

    /// <summary>How long ago the token may have been issued; then <c>iat</c> is required. Any time when null.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How far the clocks of issuer and verifier may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What in a token is against this policy, its signature aside; null when nothing is.</summary>
    internal JoseError? Check(JoseHeader header, JwtClaims claims) =>
        (Type is not null && !header.HasType(Type) ? JwtErrors.Type : null)
        ?? CheckTimes(claims.ExpiresAt, claims.NotBefore, claims.IssuedAt)
        ?? (Issuer is not null && claims.Issuer != Issuer ? JwtErrors.Issuer : null)
        ?? (IsForUs(claims.Audience) ? null : JwtErrors.Audience)
        ?? (Nonce is not null && claims.Nonce != Nonce ? JwtErrors.Nonce : null)
        ?? CheckRequired(claims);

    /// <summary>What in the times of a token is against this policy.</summary>
    internal JoseError? CheckTimes(DateTimeOffset? expires, DateTimeOffset? starts, DateTimeOffset? issued)
    {
        var now = TimeProvider.GetUtcNow();
        if (expires is { } expiresAt && now - ClockSkew >= expiresAt)
        {
            return JwtErrors.Expired;
        }

        if (starts is { } notBefore && now + ClockSkew < notBefore)
        {
            return JwtErrors.NotYetValid;
        }

        if (issued is { } issuedAt && now + ClockSkew < issuedAt)
        {
            return JwtErrors.IssuedInFuture;
        }

        return MaxAge is not { } maxAge ? null
            : issued is null ? JwtErrors.ClaimMissing("iat")
            : now - ClockSkew - maxAge > issued ? JwtErrors.TooOld
            : null;
    }

    /// <summary>Whether a token with this audience is for the verifier.</summary>
    internal bool IsForUs(IReadOnlyList<string> audience)
    {
        if (AnyAudience)
        {
            return true;
        }

        if (audience.Count == 0)
        {
            return Audience.Count == 0;
        }

        foreach (var name in audience)
        {
            if (Audience.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    private JoseError? CheckRequired(JwtClaims claims)
    {
        foreach (var name in RequiredClaims)
        {
            if (!claims.TryGet(name, out _))
            {
                return JwtErrors.ClaimMissing(name);
            }
        }

        return null;
    }
}
