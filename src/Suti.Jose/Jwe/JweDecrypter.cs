// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>Decrypts one JWE with one key (RFC 7516 §5.2).</summary>
internal sealed class JweDecrypter(Jwe jwe, JweKey key, JwePolicy policy)
{
    private const int MinPasswordIterations = 1000;
    private const int MinPasswordSalt = 8;

    public async ValueTask<JweResult> DecryptAsync(CancellationToken cancellationToken)
    {
        JoseError? error = null;
        foreach (var recipient in jwe.Received)
        {
            if (jwe.Received.Count > 1 && key.KeyId is not null && recipient.Header.KeyId != key.KeyId)
            {
                continue;
            }

            var result = await DecryptAsync(recipient, cancellationToken).ConfigureAwait(false);
            if (result.IsDecrypted)
            {
                return result;
            }

            // Of several recipients, the reason of one that the key fits says more than that of another that it does not.
            error = error is null || ReferenceEquals(error, JweErrors.NotARecipient) ? result.Error : error;
        }

        return new JweResult(error ?? JweErrors.NotARecipient);
    }

    private async ValueTask<JweResult> DecryptAsync(JweReceived recipient, CancellationToken cancellationToken)
    {
        var header = recipient.Header;
        if (Check(header, out var algorithm, out var encryption) is { } refusal)
        {
            return new JweResult(refusal);
        }

        var (contentKey, error) = await UnwrapAsync(recipient, algorithm!, encryption!, cancellationToken).ConfigureAwait(false);
        if (contentKey is null)
        {
            return new JweResult(error!);
        }

        try
        {
            return DecryptContent(contentKey, encryption!, header);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    private JoseError? Check(JoseHeader header, out JweAlgorithm? algorithm, out JweEncryption? encryption)
    {
        encryption = null;
        if (!JweAlgorithm.TryGet(header.Algorithm, out algorithm) || !policy.Algorithms.Contains(algorithm))
        {
            return header.Algorithm is null ? JoseErrors.AlgorithmMissing : JoseErrors.AlgorithmNotAllowed(header.Algorithm);
        }

        if (!JweEncryption.TryGet(header.Encryption, out encryption) || !policy.Encryptions.Contains(encryption))
        {
            return header.Encryption is null ? JweErrors.EncryptionMissing : JoseErrors.AlgorithmNotAllowed(header.Encryption);
        }

        if (algorithm.IsDirect && jwe.Received.Count > 1)
        {
            return JweErrors.DirectShared;
        }

        if (header.Compression is not null and not "DEF"
            || (header.Compression is not null && !JoseJson.HasMember(header.ProtectedJson.Span, "zip")))
        {
            return JweErrors.CompressionUnknown;
        }

        return key.Fits(algorithm, encryption.Name) ? null : JweErrors.NotARecipient;
    }

    private async ValueTask<(byte[]? ContentKey, JoseError? Error)> UnwrapAsync(
        JweReceived recipient, JweAlgorithm algorithm, JweEncryption encryption, CancellationToken cancellationToken)
    {
        if (algorithm.IsDirect && recipient.EncryptedKey.Length > 0)
        {
            return (null, JweErrors.DecryptionFailed);
        }

        switch (algorithm.Kind)
        {
            case JweAlgorithmKind.Direct:
                return Answer(key.Secret.Length == encryption.Aead.KeySize ? key.Secret.ToArray() : null);
            case JweAlgorithmKind.AesKeyWrap or JweAlgorithmKind.AesGcmKeyWrap:
                return Answer(JweKeyWrap.Unwrap(key.Secret, recipient, algorithm, encryption));
            case JweAlgorithmKind.Rsa:
                return (UnwrapRsa(recipient, algorithm, encryption), null);
            case JweAlgorithmKind.Password:
                return UnwrapWithPassword(recipient, algorithm, encryption);
            default:
                return await AgreeAsync(recipient, algorithm, encryption, cancellationToken).ConfigureAwait(false);
        }
    }

    private static (byte[]? ContentKey, JoseError? Error) Answer(byte[]? contentKey) =>
        (contentKey, contentKey is null ? JweErrors.DecryptionFailed : null);

    /// <summary>
    /// A key that does not decrypt is replaced by a random one, so that neither answer nor timing tells padding from content
    /// (RFC 7516 §11.5).
    /// </summary>
    private byte[] UnwrapRsa(JweReceived recipient, JweAlgorithm algorithm, JweEncryption encryption)
    {
        var contentKey = RandomSource.System.GetBytes(encryption.Aead.KeySize);
        if (JweRsa.Find(algorithm).TryDecrypt(key.Rsa!, recipient.EncryptedKey, out var decrypted)
            && decrypted.Length == contentKey.Length)
        {
            decrypted.CopyTo(contentKey.AsSpan());
        }

        CryptographicOperations.ZeroMemory(decrypted);
        return contentKey;
    }

    private (byte[]? ContentKey, JoseError? Error) UnwrapWithPassword(
        JweReceived recipient, JweAlgorithm algorithm, JweEncryption encryption)
    {
        var salt = JweAgreement.ReadBytes(recipient.Header, "p2s");
        if (salt is null
            || salt.Length < MinPasswordSalt
            || !recipient.Header.TryGetMember("p2c", out var member)
            || member.ValueKind != JsonValueKind.Number
            || !member.TryGetInt32(out var iterations)
            || iterations < MinPasswordIterations
            || iterations > policy.Limits.MaxPasswordIterations)
        {
            return (null, JweErrors.Iterations);
        }

        var wrappingKey = JweKeyWrap.FromPassword(key.Secret, salt, iterations, algorithm);
        var contentKey = JweKeyWrap.Unwrap(wrappingKey, recipient, algorithm, encryption);
        CryptographicOperations.ZeroMemory(wrappingKey);
        return Answer(contentKey);
    }

    private async ValueTask<(byte[]? ContentKey, JoseError? Error)> AgreeAsync(
        JweReceived recipient, JweAlgorithm algorithm, JweEncryption encryption, CancellationToken cancellationToken)
    {
        var header = recipient.Header;
        var agreement = key.Agreement!;
        if (JweAgreement.ReadEphemeralKey(header, agreement.PublicKey.Type) is not { } ephemeralKey)
        {
            return (null, JweErrors.EphemeralKey);
        }

        if (JweAgreement.ReadBytes(header, "apu") is not { } partyU
            || JweAgreement.ReadBytes(header, "apv") is not { } partyV
            || (policy.PartyUInfo is { } expectedU && !expectedU.Span.SequenceEqual(partyU))
            || (policy.PartyVInfo is { } expectedV && !expectedV.Span.SequenceEqual(partyV)))
        {
            return (null, JweErrors.PartyInfo);
        }

        var sender = algorithm.Kind == JweAlgorithmKind.OnePassUnified ? policy.Sender : null;
        if (algorithm.Kind == JweAlgorithmKind.OnePassUnified && sender?.Type != agreement.PublicKey.Type)
        {
            return (null, JweErrors.SenderMissing);
        }

        byte[] secret;
        try
        {
            var ephemeral = await agreement.AgreeAsync(ephemeralKey, cancellationToken).ConfigureAwait(false);
            secret = JweAgreement.Join(
                ephemeral, sender is null ? null : await agreement.AgreeAsync(sender, cancellationToken).ConfigureAwait(false));
        }
        catch (SutiException exception) when (exception.Code == CryptoErrorCodes.KeyAgreementFailed)
        {
            // The peer's key is on the curve and still gives no usable secret, as a point of small order does.
            return (null, JweErrors.EphemeralKey);
        }

        var derived = JweAgreement.DeriveKey(secret, algorithm, encryption, partyU, partyV, jwe.Parts.Tag);
        if (algorithm.IsDirect)
        {
            return (derived, null);
        }

        var contentKey = JweKeyWrap.Unwrap(derived, recipient, algorithm, encryption);
        CryptographicOperations.ZeroMemory(derived);
        return Answer(contentKey);
    }

    private JweResult DecryptContent(byte[] contentKey, JweEncryption encryption, JoseHeader header)
    {
        var parts = jwe.Parts;
        var buffer = new byte[parts.Ciphertext.Length];
        if (!encryption.Aead.TryDecrypt(
            contentKey, parts.Nonce, parts.AssociatedData, parts.Ciphertext, parts.Tag, buffer, out var length))
        {
            return new JweResult(JweErrors.DecryptionFailed);
        }

        if (header.Compression is not null)
        {
            var content = JweCompression.Decompress(buffer.AsSpan(0, length), policy.Limits.MaxDecompressedSize);
            CryptographicOperations.ZeroMemory(buffer);
            return content is null ? new JweResult(JweErrors.Compression) : new JweResult(content, header);
        }

        return new JweResult(length == buffer.Length ? buffer : buffer[..length], header);
    }
}
