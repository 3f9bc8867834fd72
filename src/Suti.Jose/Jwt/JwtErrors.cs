// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The refusals of JWT claims.</summary>
internal static class JwtErrors
{
    public static readonly JoseError ClaimsNotObject = new(JwtErrorCodes.ClaimsNotObject, "The payload is not a JSON object.");
    public static readonly JoseError Type = new(JwtErrorCodes.Type, "The typ of the token is not the expected one.");
    public static readonly JoseError Issuer = new(JwtErrorCodes.Issuer, "The token is not from the expected issuer.");
    public static readonly JoseError Audience = new(JwtErrorCodes.Audience, "The token is not for this audience.");
    public static readonly JoseError Nonce = new(JwtErrorCodes.Nonce, "The nonce of the token is not the expected one.");
    public static readonly JoseError Expired = new(JwtErrorCodes.Expired, "The token has expired.");
    public static readonly JoseError NotYetValid = new(JwtErrorCodes.NotYetValid, "The token is not valid yet.");
    public static readonly JoseError IssuedInFuture = new(JwtErrorCodes.IssuedInFuture, "The token was issued in the future.");
    public static readonly JoseError TooOld = new(JwtErrorCodes.TooOld, "The token was issued too long ago.");

    public static JoseError ClaimType(string name) =>
        new(JwtErrorCodes.ClaimType, $"The claim '{name}' has a value of the wrong type.");

    public static JoseError ClaimMissing(string name) =>
        new(JwtErrorCodes.ClaimMissing, $"The token has no claim '{name}'.");

    /// <summary>What keeps a payload from holding claims.</summary>
    public static JoseError? CheckPayload(ReadOnlySpan<byte> payload)
    {
        var error = JoseJson.CheckObject(payload, int.MaxValue);
        return ReferenceEquals(error, JoseErrors.HeaderNotObject) ? ClaimsNotObject
            : ReferenceEquals(error, JoseErrors.HeaderNotJson) ? JoseErrors.NotJson
            : error;
    }
}
