// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The codes that <see cref="JoseError"/> uses for COSE (RFC 9052) and CWT (RFC 8392).</summary>
public static class CoseErrorCodes
{
    /// <summary>The message is not well-formed CBOR, or has not the shape of its kind.</summary>
    public const string Malformed = "cose.malformed";

    /// <summary>The message carries the tag of another kind of message.</summary>
    public const string Tag = "cose.tag";

    /// <summary>A header has a label twice, or the protected and unprotected headers share one.</summary>
    public const string DuplicateLabel = "cose.duplicate-label";

    /// <summary>A header parameter that this library reads has a value of the wrong type.</summary>
    public const string ParameterType = "cose.parameter-type";

    /// <summary><c>crit</c> is malformed, unprotected, or names a parameter that is not understood or not there.</summary>
    public const string Critical = "cose.critical";

    /// <summary>There is no algorithm, or not one of those that the caller accepts.</summary>
    public const string AlgorithmNotAllowed = "cose.algorithm-not-allowed";

    /// <summary>The key is not one for the algorithm, or its own restrictions forbid the use.</summary>
    public const string KeyMismatch = "cose.key-mismatch";

    /// <summary>A COSE_Key is malformed: wrong length, off its curve or not supported.</summary>
    public const string KeyInvalid = "cose.key-invalid";

    /// <summary>There are more signatures than the limit.</summary>
    public const string TooManySignatures = "cose.too-many-signatures";

    /// <summary>The payload is missing and none was given, or one was given and it is there.</summary>
    public const string Payload = "cose.payload";

    /// <summary>The signature or MAC does not verify.</summary>
    public const string SignatureInvalid = "cose.signature-invalid";

    /// <summary>The content could not be decrypted.</summary>
    public const string DecryptionFailed = "cose.decryption-failed";

    /// <summary>A CWT claim has a value of the wrong type.</summary>
    public const string ClaimType = "cwt.claim-type";
}
