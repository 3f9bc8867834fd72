// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The refusals of SD-JWT.</summary>
internal static class SdJwtErrors
{
    public static readonly JoseError Malformed = new(SdJwtErrorCodes.Malformed, "The text has not the shape of an SD-JWT.");
    public static readonly JoseError TooManyDisclosures = new(SdJwtErrorCodes.TooManyDisclosures, "There are more disclosures than the limit.");
    public static readonly JoseError DisclosureShape = new(SdJwtErrorCodes.DisclosureShape, "A disclosure has not the shape that its place asks.");
    public static readonly JoseError DisclosureName = new(SdJwtErrorCodes.DisclosureName, "A disclosure names a claim _sd or '...'.");
    public static readonly JoseError ClaimExists = new(SdJwtErrorCodes.ClaimExists, "A disclosure names a claim that is there already.");
    public static readonly JoseError DisclosureUnreferenced = new(SdJwtErrorCodes.DisclosureUnreferenced, "No digest refers to a disclosure.");
    public static readonly JoseError DigestReused = new(SdJwtErrorCodes.DigestReused, "A digest stands in more than one place.");
    public static readonly JoseError DigestShape = new(SdJwtErrorCodes.DigestShape, "_sd or '...' holds something else than digests.");
    public static readonly JoseError TooDeep = new(SdJwtErrorCodes.TooDeep, "The disclosures nest deeper than the limit.");
    public static readonly JoseError HashUnknown = new(SdJwtErrorCodes.HashUnknown, "_sd_alg names a hash function that is not supported.");
    public static readonly JoseError KeyBindingMissing = new(SdJwtErrorCodes.KeyBindingMissing, "The SD-JWT carries no key binding.");
    public static readonly JoseError HolderKeyMissing = new(SdJwtErrorCodes.HolderKeyMissing, "The SD-JWT names no holder key that is supported.");
    public static readonly JoseError KeyBindingInvalid = new(SdJwtErrorCodes.KeyBindingInvalid, "The key binding is not a valid KB-JWT of the holder.");
    public static readonly JoseError KeyBindingNonce = new(SdJwtErrorCodes.KeyBindingNonce, "The key binding is for another nonce.");
    public static readonly JoseError KeyBindingAudience = new(SdJwtErrorCodes.KeyBindingAudience, "The key binding is for another audience.");
    public static readonly JoseError KeyBindingTime = new(SdJwtErrorCodes.KeyBindingTime, "The key binding is too old, or from the future.");
    public static readonly JoseError KeyBindingHash = new(SdJwtErrorCodes.KeyBindingHash, "The key binding was made for another presentation.");
}
