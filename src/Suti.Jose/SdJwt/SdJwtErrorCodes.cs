// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The codes that <see cref="JoseError"/> uses for SD-JWT (RFC 9901).</summary>
public static class SdJwtErrorCodes
{
    /// <summary>The text has not the shape of an SD-JWT.</summary>
    public const string Malformed = "sd-jwt.malformed";

    /// <summary>There are more disclosures than the limit.</summary>
    public const string TooManyDisclosures = "sd-jwt.too-many-disclosures";

    /// <summary>A disclosure is not base64url of a JSON array of two or three elements, or is of the wrong kind for its place.</summary>
    public const string DisclosureShape = "sd-jwt.disclosure-shape";

    /// <summary>A disclosure names a claim <c>_sd</c> or <c>...</c>.</summary>
    public const string DisclosureName = "sd-jwt.disclosure-name";

    /// <summary>A disclosure names a claim that is there already.</summary>
    public const string ClaimExists = "sd-jwt.claim-exists";

    /// <summary>No digest refers to a disclosure.</summary>
    public const string DisclosureUnreferenced = "sd-jwt.disclosure-unreferenced";

    /// <summary>A digest stands in more than one place.</summary>
    public const string DigestReused = "sd-jwt.digest-reused";

    /// <summary><c>_sd</c> or <c>...</c> holds something else than digests.</summary>
    public const string DigestShape = "sd-jwt.digest-shape";

    /// <summary>Disclosures nest deeper than the limit.</summary>
    public const string TooDeep = "sd-jwt.too-deep";

    /// <summary><c>_sd_alg</c> names a hash function that is not supported.</summary>
    public const string HashUnknown = "sd-jwt.hash-unknown";

    /// <summary>A key binding is required and missing.</summary>
    public const string KeyBindingMissing = "sd-jwt.key-binding-missing";

    /// <summary>The SD-JWT names no holder key in <c>cnf</c>, or not one that is supported.</summary>
    public const string HolderKeyMissing = "sd-jwt.holder-key-missing";

    /// <summary>The key binding is malformed, of another <c>typ</c>, or its signature does not verify.</summary>
    public const string KeyBindingInvalid = "sd-jwt.key-binding-invalid";

    /// <summary>The key binding is for another nonce.</summary>
    public const string KeyBindingNonce = "sd-jwt.key-binding-nonce";

    /// <summary>The key binding is for another audience.</summary>
    public const string KeyBindingAudience = "sd-jwt.key-binding-audience";

    /// <summary>The key binding is too old, or from the future.</summary>
    public const string KeyBindingTime = "sd-jwt.key-binding-time";

    /// <summary>The key binding was made for another SD-JWT or another choice of disclosures.</summary>
    public const string KeyBindingHash = "sd-jwt.key-binding-hash";
}
