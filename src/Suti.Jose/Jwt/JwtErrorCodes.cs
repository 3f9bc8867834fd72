// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The codes that <see cref="JoseError"/> uses for the claims of a JWT.</summary>
public static class JwtErrorCodes
{
    /// <summary>The payload is not a JSON object.</summary>
    public const string ClaimsNotObject = "jwt.claims-not-object";

    /// <summary>A registered claim has a value of the wrong type.</summary>
    public const string ClaimType = "jwt.claim-type";

    /// <summary>A claim that the policy requires is missing.</summary>
    public const string ClaimMissing = "jwt.claim-missing";

    /// <summary><c>typ</c> is not the expected one: a token of another purpose.</summary>
    public const string Type = "jwt.type";

    /// <summary><c>iss</c> is not the expected one.</summary>
    public const string Issuer = "jwt.issuer";

    /// <summary><c>aud</c> does not name the verifier.</summary>
    public const string Audience = "jwt.audience";

    /// <summary><c>exp</c> has passed.</summary>
    public const string Expired = "jwt.expired";

    /// <summary><c>nbf</c> has not come yet.</summary>
    public const string NotYetValid = "jwt.not-yet-valid";

    /// <summary><c>iat</c> lies in the future.</summary>
    public const string IssuedInFuture = "jwt.issued-in-future";

    /// <summary><c>iat</c> lies further back than the policy allows.</summary>
    public const string TooOld = "jwt.too-old";

    /// <summary><c>nonce</c> is not the expected one: an answer to another request.</summary>
    public const string Nonce = "jwt.nonce";
}
