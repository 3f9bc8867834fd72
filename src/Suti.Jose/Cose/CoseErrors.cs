// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The refusals of COSE.</summary>
internal static class CoseErrors
{
    public static readonly JoseError Malformed = new(CoseErrorCodes.Malformed, "The message is not CBOR of the expected shape.");
    public static readonly JoseError Tag = new(CoseErrorCodes.Tag, "The message carries the tag of another kind of message.");
    public static readonly JoseError DuplicateLabel = new(CoseErrorCodes.DuplicateLabel, "The headers have a label twice.");
    public static readonly JoseError ParameterType = new(CoseErrorCodes.ParameterType, "A header parameter has a value of the wrong type.");
    public static readonly JoseError Critical = new(CoseErrorCodes.Critical, "crit is malformed or names a parameter that is not understood.");
    public static readonly JoseError AlgorithmNotAllowed = new(CoseErrorCodes.AlgorithmNotAllowed, "The algorithm is missing or not among those that are accepted.");
    public static readonly JoseError KeyMismatch = new(CoseErrorCodes.KeyMismatch, "The key is not one for the algorithm of the header.");
    public static readonly JoseError KeyInvalid = new(CoseErrorCodes.KeyInvalid, "The COSE_Key is malformed or not supported.");
    public static readonly JoseError TooManySignatures = new(CoseErrorCodes.TooManySignatures, "There are more signatures than the limit.");
    public static readonly JoseError PayloadMissing = new(CoseErrorCodes.Payload, "The message carries no payload; it must be given.");
    public static readonly JoseError PayloadTwice = new(CoseErrorCodes.Payload, "A payload was given, but the message carries one itself.");
    public static readonly JoseError SignatureInvalid = new(CoseErrorCodes.SignatureInvalid, "The signature does not verify.");
    public static readonly JoseError DecryptionFailed = new(CoseErrorCodes.DecryptionFailed, "The message cannot be decrypted with this key.");
    public static readonly JoseError ClaimType = new(CoseErrorCodes.ClaimType, "A claim has a value of the wrong type.");
}
