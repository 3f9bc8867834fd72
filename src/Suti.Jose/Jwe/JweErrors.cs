// SPDX-License-Identifier: Apache-2.0

namespace Suti.Jose;

/// <summary>The refusals of JWE.</summary>
internal static class JweErrors
{
    public static readonly JoseError NotCompact = new(JoseErrorCodes.Malformed, "A compact JWE has exactly five parts.");
    public static readonly JoseError NotJson = new(JoseErrorCodes.Malformed, "The object has not the members of a JSON serialization.");
    public static readonly JoseError TooManyRecipients = new(JoseErrorCodes.TooManyRecipients, "There are more recipients than the limit.");
    public static readonly JoseError EncryptionMissing = new(JoseErrorCodes.AlgorithmMissing, "The header has no enc.");
    public static readonly JoseError EncryptionDiffers = new(JoseErrorCodes.Malformed, "The recipients do not agree on enc and zip.");
    public static readonly JoseError DirectShared = new(JoseErrorCodes.Malformed, "A content key that is not wrapped is for one recipient only.");
    public static readonly JoseError DecryptionFailed = new(JoseErrorCodes.DecryptionFailed, "The message cannot be decrypted with this key.");
    public static readonly JoseError NotARecipient = new(JoseErrorCodes.NotARecipient, "No recipient of the message fits the key.");
    public static readonly JoseError SenderMissing = new(JoseErrorCodes.KeyMismatch, "The message is from an authenticated sender, whose key was not given.");
    public static readonly JoseError EphemeralKey = new(JoseErrorCodes.EphemeralKeyInvalid, "The ephemeral key is missing, not valid, or not on the curve of the recipient's key.");
    public static readonly JoseError PartyInfo = new(JoseErrorCodes.PartyInfoMismatch, "apu or apv is not the expected one.");
    public static readonly JoseError Compression = new(JoseErrorCodes.Compression, "The compressed content is not valid or grows beyond the limit.");
    public static readonly JoseError CompressionUnknown = new(JoseErrorCodes.Compression, "The zip of the header is not supported, or not protected.");
    public static readonly JoseError Iterations = new(JoseErrorCodes.Iterations, "The iteration count of the password is missing or outside the limits.");
    public static readonly JoseError SharedMember = JoseErrors.HeadersShareMember;
}
