// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The codes that <see cref="JoseError"/> uses for JOSE objects.</summary>
public static class JoseErrorCodes
{
    /// <summary>The text has not the shape of the serialization: parts are missing, or there are too many.</summary>
    public const string Malformed = "jose.malformed";

    /// <summary>A part is not strict base64url: padded, with foreign characters, or not canonical.</summary>
    public const string NotBase64Url = "jose.not-base64url";

    /// <summary>A JSON text is not well formed, too deep or too large.</summary>
    public const string NotJson = "jose.not-json";

    /// <summary>A header is JSON but not an object.</summary>
    public const string HeaderNotObject = "jose.header-not-object";

    /// <summary>An object has a member twice, or the protected and unprotected headers share one.</summary>
    public const string DuplicateMember = "jose.duplicate-member";

    /// <summary>A member that this library reads has a value of the wrong type.</summary>
    public const string MemberType = "jose.member-type";

    /// <summary><c>crit</c> is empty, unprotected, or names something that it must not name.</summary>
    public const string CritInvalid = "jose.crit-invalid";

    /// <summary><c>crit</c> names an extension that is not understood.</summary>
    public const string CritUnknown = "jose.crit-unknown";

    /// <summary><c>b64</c> is used without being listed in <c>crit</c>, or not the same in every signature.</summary>
    public const string B64WithoutCrit = "jose.b64-without-crit";

    /// <summary>There is no <c>alg</c> (or, for encryption, no <c>enc</c>).</summary>
    public const string AlgorithmMissing = "jose.algorithm-missing";

    /// <summary>The algorithm is unknown, or not among those that the caller accepts.</summary>
    public const string AlgorithmNotAllowed = "jose.algorithm-not-allowed";

    /// <summary>The key is not one for the algorithm, or its own <c>use</c>, <c>key_ops</c> or <c>alg</c> forbids the use.</summary>
    public const string KeyMismatch = "jose.key-mismatch";

    /// <summary>A key is not well formed: wrong length, off its curve, too weak, or inconsistent.</summary>
    public const string KeyInvalid = "jose.key-invalid";

    /// <summary>The token or its payload is larger than the limit.</summary>
    public const string TooLarge = "jose.too-large";

    /// <summary>There are more signatures than the limit.</summary>
    public const string TooManySignatures = "jose.too-many-signatures";

    /// <summary>There are more recipients than the limit.</summary>
    public const string TooManyRecipients = "jose.too-many-recipients";

    /// <summary>The signature or MAC does not verify.</summary>
    public const string SignatureInvalid = "jose.signature-invalid";

    /// <summary>The content could not be decrypted. It is not said which step failed.</summary>
    public const string DecryptionFailed = "jose.decryption-failed";

    /// <summary>No recipient of the message fits the key.</summary>
    public const string NotARecipient = "jose.not-a-recipient";

    /// <summary>The ephemeral key is missing, malformed, off its curve or of another type than the recipient's.</summary>
    public const string EphemeralKeyInvalid = "jose.ephemeral-key-invalid";

    /// <summary><c>apu</c> or <c>apv</c> is not what the parties expect.</summary>
    public const string PartyInfoMismatch = "jose.party-info-mismatch";

    /// <summary>The compressed content is malformed or grows beyond the limit.</summary>
    public const string Compression = "jose.compression";

    /// <summary>The iteration count of PBES2 is below or above the limits.</summary>
    public const string Iterations = "jose.iterations";
}
