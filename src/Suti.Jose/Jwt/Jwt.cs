// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>
/// A JSON Web Token (RFC 7519) in a compact JWS: read first, so that the caller can find the issuer's key, then verified as a
/// whole, signature and claims.
/// </summary>
public sealed class Jwt
{
    private const string DefaultType = "JWT";

    private Jwt(Jws jws, JwtClaims claims)
    {
        Jws = jws;
        Claims = claims;
    }

    /// <summary>The JWS around the claims.</summary>
    public Jws Jws { get; }

    /// <summary>The header.</summary>
    public JoseHeader Header => Jws.Header;

    /// <summary>The claims. Nobody vouches for them until the token was verified.</summary>
    public JwtClaims Claims { get; }

    /// <summary>Reads a token that may come from anywhere, without verifying it.</summary>
    /// <param name="text">The token.</param>
    /// <param name="jwt">The token, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Jwt? jwt, [NotNullWhen(false)] out JoseError? error, JoseLimits? limits = null)
    {
        jwt = null;
        if (!Jws.TryParse(text, out var jws, out error, limits))
        {
            return false;
        }

        // RFC 7797 §7: a JWT never has an unencoded payload.
        error = jws.Header.IsPayloadEncoded ? null : JoseErrors.CritUnknown;
        if (error is null && JwtClaims.TryParse(jws.Payload, out var claims, out error))
        {
            jwt = new Jwt(jws, claims);
        }

        return jwt is not null;
    }

    /// <summary>Makes a token with a private key held in memory.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="key">The key.</param>
    /// <param name="algorithm">The algorithm; the usual one of the key's type when null.</param>
    /// <param name="header">Members of the header; <c>typ</c> is <c>JWT</c> unless it says otherwise.</param>
    public static string Sign(JwtContent claims, PrivateKey key, JwsAlgorithm? algorithm = null, JoseHeaderParameters? header = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return Jws.Sign(claims.ToJson(), key, algorithm, WithType(header));
    }

    /// <summary>Makes a token.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="signer">The key, wherever it lives.</param>
    /// <param name="algorithm">The algorithm; the usual one of the key's type when null.</param>
    /// <param name="header">Members of the header; <c>typ</c> is <c>JWT</c> unless it says otherwise.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public static ValueTask<string> SignAsync(
        JwtContent claims,
        ISigner signer,
        JwsAlgorithm? algorithm = null,
        JoseHeaderParameters? header = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return Jws.SignAsync(
            claims.ToJson(), new JwsSigner(signer, algorithm, WithType(header)), JwsForm.Attached, cancellationToken);
    }

    /// <summary>Verifies signature and claims with the issuer's public key.</summary>
    /// <param name="key">The issuer's key, found by the caller.</param>
    /// <param name="policy">What is expected.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(PublicKey key, JwtPolicy policy, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Jws.Verify(key, policy.Algorithms, out error) && Check(policy, out error);
    }

    /// <summary>Verifies MAC and claims with the shared secret.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="policy">What is expected.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(ReadOnlySpan<byte> secret, JwtPolicy policy, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Jws.Verify(secret, policy.Algorithms, out error) && Check(policy, out error);
    }

    /// <summary>Verifies signature and claims with a JWK.</summary>
    /// <param name="key">The issuer's key, found by the caller.</param>
    /// <param name="policy">What is expected.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(Jwk key, JwtPolicy policy, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Jws.Verify(key, policy.Algorithms, out error) && Check(policy, out error);
    }

    /// <summary>Verifies signature and claims with the key of a set that fits the token.</summary>
    /// <param name="keys">The issuer's keys.</param>
    /// <param name="policy">What is expected.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(JwkSet keys, JwtPolicy policy, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Jws.Verify(keys, policy.Algorithms, out error) && Check(policy, out error);
    }

    /// <summary>
    /// Checks header and claims against a policy without the signature: for callers that verified it in another way, as by the
    /// address that a recoverable signature gives.
    /// </summary>
    /// <param name="policy">What is expected.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Check(JwtPolicy policy, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        error = policy.Check(Header, Claims);
        return error is null;
    }

    private static JoseHeaderParameters WithType(JoseHeaderParameters? header) =>
        header is null ? new JoseHeaderParameters { Type = DefaultType }
        : header.Type is null ? header with { Type = DefaultType }
        : header;
}
