// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The refusals whose message never changes, made once.</summary>
internal static class JoseErrors
{
    public static readonly JoseError AlgorithmMissing = new(JoseErrorCodes.AlgorithmMissing, "The header has no alg.");
    public static readonly JoseError B64WithoutCrit = new(JoseErrorCodes.B64WithoutCrit, "b64 stands in the header but not in crit.");
    public static readonly JoseError B64Differs = new(JoseErrorCodes.B64WithoutCrit, "b64 is not the same in every signature.");
    public static readonly JoseError CritUnprotected = new(JoseErrorCodes.CritInvalid, "crit must stand in the protected header.");
    public static readonly JoseError CritEmpty = new(JoseErrorCodes.CritInvalid, "crit must be a list of one or more distinct names.");
    public static readonly JoseError CritNotPresent = new(JoseErrorCodes.CritInvalid, "crit names a member that the protected header does not have.");
    public static readonly JoseError CritRegistered = new(JoseErrorCodes.CritInvalid, "crit names a member of the base specification.");
    public static readonly JoseError CritUnknown = new(JoseErrorCodes.CritUnknown, "crit names an extension that is not understood.");
    public static readonly JoseError DuplicateMember = new(JoseErrorCodes.DuplicateMember, "An object has the same member twice.");
    public static readonly JoseError HeadersShareMember = new(JoseErrorCodes.DuplicateMember, "Two headers of one object share a member.");
    public static readonly JoseError HeaderNotObject = new(JoseErrorCodes.HeaderNotObject, "The header is not a JSON object.");
    public static readonly JoseError HeaderNotJson = new(JoseErrorCodes.NotJson, "The header is not well-formed JSON.");
    public static readonly JoseError HeaderTooLarge = new(JoseErrorCodes.TooLarge, "The header is larger than the limit.");
    public static readonly JoseError NotBase64Url = new(JoseErrorCodes.NotBase64Url, "A part is not strict base64url.");
    public static readonly JoseError NotCompactJws = new(JoseErrorCodes.Malformed, "A compact JWS has exactly three parts.");
    public static readonly JoseError NotDetached = new(JoseErrorCodes.Malformed, "A payload was given, but the JWS carries one itself.");
    public static readonly JoseError NotJsonJws = new(JoseErrorCodes.Malformed, "The object has not the members of a JSON serialization.");
    public static readonly JoseError NotJson = new(JoseErrorCodes.NotJson, "The text is not well-formed JSON.");
    public static readonly JoseError TokenTooLarge = new(JoseErrorCodes.TooLarge, "The token is larger than the limit.");
    public static readonly JoseError TooManySignatures = new(JoseErrorCodes.TooManySignatures, "There are more signatures than the limit.");
    public static readonly JoseError UnencodedPayload = new(JoseErrorCodes.Malformed, "An unencoded payload must not hold a period in compact form.");
    public static readonly JoseError SignatureInvalid = new(JoseErrorCodes.SignatureInvalid, "The signature does not verify.");
    public static readonly JoseError KeyMismatch = new(JoseErrorCodes.KeyMismatch, "The key is not one for the algorithm of the header.");
    public static readonly JoseError KeyUse = new(JoseErrorCodes.KeyMismatch, "The use, key_ops or alg of the key forbids this use.");
    public static readonly JoseError SecretTooShort = new(JoseErrorCodes.KeyMismatch, "The secret is shorter than the hash of the algorithm.");

    public static JoseError AlgorithmNotAllowed(string? algorithm) =>
        new(JoseErrorCodes.AlgorithmNotAllowed, $"The algorithm '{Printable(algorithm)}' is not among those that are accepted.");

    public static JoseError MemberType(string member) =>
        new(JoseErrorCodes.MemberType, $"The member '{member}' has a value of the wrong type.");

    public static JoseError KeyInvalid(string what) => new(JoseErrorCodes.KeyInvalid, what);

    /// <summary>A name from hostile input, cut and cleaned so that it may stand in a log line.</summary>
    private static string Printable(string? name) => name is null
        ? ""
        : string.Create(Math.Min(name.Length, 40), name, static (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                target[index] = char.IsAsciiLetterOrDigit(source[index]) || source[index] is '-' or '+' or '_' ? source[index] : '?';
            }
        });
}
