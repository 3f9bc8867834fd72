// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>
/// Makes one JWE (RFC 7516 §5.1). Recipients who agree by ECDH on the same curve share one ephemeral key, which then stands
/// in the protected header: so DIDComm has it, and so ECDH-1PU needs it, whose wrapping binds the tag of the content.
/// </summary>
internal sealed class JweEncrypter
{
    private readonly JweOptions _options;
    private readonly IReadOnlyList<JweRecipient> _recipients;
    private readonly bool _isCompact;
    private readonly AeadAlgorithm _aead;

    public JweEncrypter(JweOptions options, IReadOnlyList<JweRecipient> recipients, bool isCompact)
    {
        RequireConsistency(options, recipients);
        _options = options;
        _recipients = recipients;
        _isCompact = isCompact;
        _aead = options.Encryption.Aead;
    }

    public async ValueTask<JweMessage> EncryptAsync(ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var protectedHeader = new JsonObject();
        var headers = _recipients.Select(_ => new JsonObject()).ToArray();
        using var sharedKey = ShareAgreement(_recipients) ? NewEphemeralKey(_recipients[0].Key!.Type) : null;
        var contentKey = await ContentKeyAsync(sharedKey, cancellationToken).ConfigureAwait(false);
        try
        {
            // Most recipients are served before the content; agreements after it, since one of them binds its tag. Their header
            // members are known before in any case.
            var encryptedKeys = new byte[_recipients.Count][];
            var ephemeralKeys = new PrivateKey?[_recipients.Count];
            for (var index = 0; index < headers.Length; index++)
            {
                var own = _isCompact ? protectedHeader : headers[index];
                ephemeralKeys[index] = WriteHeader(_recipients[index], index, own, protectedHeader, sharedKey);
                encryptedKeys[index] = Wrap(_recipients[index], contentKey, own);
            }

            var parts = EncryptContent(plaintext, contentKey, protectedHeader);
            for (var index = 0; index < headers.Length; index++)
            {
                if (ephemeralKeys[index] is { } ephemeralKey && !_recipients[index].Algorithm.IsDirect)
                {
                    encryptedKeys[index] = await WrapByAgreementAsync(
                        _recipients[index], ephemeralKey, contentKey, parts.Tag, cancellationToken).ConfigureAwait(false);
                }

                if (!ReferenceEquals(ephemeralKeys[index], sharedKey))
                {
                    ephemeralKeys[index]?.Dispose();
                }
            }

            return new JweMessage(parts, [.. headers.Zip(encryptedKeys, (header, key) => new JweMessage.Entry(header, key))]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    private static JsonObject PublicJwk(PrivateKey key) =>
        (JsonObject)JsonNode.Parse(Jwk.FromPublicKey(key.PublicKey).ToPublicJson())!;

    private static void RequireConsistency(JweOptions options, IReadOnlyList<JweRecipient> recipients)
    {
        if (recipients.Count > 1 && recipients.Any(recipient => recipient.Algorithm.IsDirect))
        {
            throw new ArgumentException("A content key that is not wrapped is for one recipient only.", nameof(recipients));
        }

        var keySize = options.Encryption.Aead.KeySize;
        if (recipients[0].Algorithm == JweAlgorithm.Direct && recipients[0].Secret.Length != keySize)
        {
            throw new ArgumentException($"{options.Encryption} takes a secret of {keySize} bytes.", nameof(recipients));
        }

        if (!recipients.Any(recipient => recipient.Algorithm.Kind == JweAlgorithmKind.OnePassUnified))
        {
            return;
        }

        if (!ShareAgreement(recipients))
        {
            throw new ArgumentException("With ECDH-1PU all recipients have keys of one curve.", nameof(recipients));
        }

        if (options.Sender?.PublicKey.Type != recipients[0].Key!.Type)
        {
            throw new ArgumentException("ECDH-1PU needs a sender's key on the curve of the recipients' keys.", nameof(options));
        }
    }

    /// <summary>Whether all recipients agree by the same algorithm on the same curve.</summary>
    private static bool ShareAgreement(IReadOnlyList<JweRecipient> recipients) =>
        recipients[0].Algorithm.IsAgreement
        && recipients.All(recipient => recipient.Algorithm == recipients[0].Algorithm && recipient.Key!.Type == recipients[0].Key!.Type);

    private PrivateKey NewEphemeralKey(KeyType type) => PrivateKey.Generate(type, KeyExportPolicy.None, _options.Random);

    private async ValueTask<byte[]> ContentKeyAsync(PrivateKey? sharedKey, CancellationToken cancellationToken)
    {
        var first = _recipients[0];
        if (first.Algorithm == JweAlgorithm.EcdhEs)
        {
            return await AgreeAsync(first, sharedKey!, default, cancellationToken).ConfigureAwait(false);
        }

        return first.Algorithm == JweAlgorithm.Direct ? first.Secret.ToArray() : _options.Random.GetBytes(_aead.KeySize);
    }

    /// <summary>Writes what the recipient needs to know, and returns the ephemeral key that serves it, if one does.</summary>
    private PrivateKey? WriteHeader(
        JweRecipient recipient, int index, JsonObject own, JsonObject protectedHeader, PrivateKey? sharedKey)
    {
        // What all recipients share is written once, with the first.
        var target = sharedKey is null ? own : protectedHeader;
        PrivateKey? ephemeralKey = null;
        if (sharedKey is null || index == 0)
        {
            target["alg"] = recipient.Algorithm.Name;
        }

        if (recipient.KeyId is not null && !own.ContainsKey("kid"))
        {
            own["kid"] = recipient.KeyId;
        }

        if (!recipient.Algorithm.IsAgreement)
        {
            return null;
        }

        ephemeralKey = sharedKey ?? NewEphemeralKey(recipient.Key!.Type);
        if (sharedKey is null || index == 0)
        {
            target["epk"] = PublicJwk(ephemeralKey);
            WriteParty(target, "apu", _options.PartyUInfo.Span);
            WriteParty(target, "apv", _options.PartyVInfo.Span);
            if (_options.SenderKeyId is not null && recipient.Algorithm.Kind == JweAlgorithmKind.OnePassUnified)
            {
                target["skid"] = _options.SenderKeyId;
            }
        }

        return ephemeralKey;
    }

    private static void WriteParty(JsonObject header, string name, ReadOnlySpan<byte> info)
    {
        if (!info.IsEmpty)
        {
            header[name] = Base64Url.Encode(info);
        }
    }

    /// <summary>The encrypted key of recipients who need no agreement; empty for the others.</summary>
    private byte[] Wrap(JweRecipient recipient, byte[] contentKey, JsonObject header)
    {
        switch (recipient.Algorithm.Kind)
        {
            case JweAlgorithmKind.AesKeyWrap:
                return JweKeyWrap.WrapWithAes(recipient.Secret, contentKey);
            case JweAlgorithmKind.AesGcmKeyWrap:
                var nonce = _options.Random.GetBytes(AeadAlgorithm.Aes256Gcm.NonceSize);
                var wrapped = JweKeyWrap.WrapWithGcm(recipient.Algorithm, recipient.Secret, contentKey, nonce, out var tag);
                header["iv"] = Base64Url.Encode(nonce);
                header["tag"] = Base64Url.Encode(tag);
                return wrapped;
            case JweAlgorithmKind.Rsa:
                return JweRsa.Find(recipient.Algorithm).Encrypt(recipient.Key!, contentKey);
            case JweAlgorithmKind.Password:
                var salt = _options.Random.GetBytes(16);
                var wrappingKey = JweKeyWrap.FromPassword(recipient.Secret, salt, recipient.Iterations, recipient.Algorithm);
                header["p2s"] = Base64Url.Encode(salt);
                header["p2c"] = recipient.Iterations;
                var encryptedKey = JweKeyWrap.WrapWithAes(wrappingKey, contentKey);
                CryptographicOperations.ZeroMemory(wrappingKey);
                return encryptedKey;
            default:
                return [];
        }
    }

    private async ValueTask<byte[]> WrapByAgreementAsync(
        JweRecipient recipient, PrivateKey ephemeralKey, byte[] contentKey, byte[] tag, CancellationToken cancellationToken)
    {
        var wrappingKey = await AgreeAsync(recipient, ephemeralKey, tag, cancellationToken).ConfigureAwait(false);
        var encryptedKey = JweKeyWrap.WrapWithAes(wrappingKey, contentKey);
        CryptographicOperations.ZeroMemory(wrappingKey);
        return encryptedKey;
    }

    private async ValueTask<byte[]> AgreeAsync(
        JweRecipient recipient, IKeyAgreement ephemeralKey, byte[]? tag, CancellationToken cancellationToken)
    {
        var ephemeral = await ephemeralKey.AgreeAsync(recipient.Key!, cancellationToken).ConfigureAwait(false);
        var fixedSecret = recipient.Algorithm.Kind == JweAlgorithmKind.OnePassUnified
            ? await _options.Sender!.AgreeAsync(recipient.Key!, cancellationToken).ConfigureAwait(false)
            : null;
        return JweAgreement.DeriveKey(
            JweAgreement.Join(ephemeral, fixedSecret),
            recipient.Algorithm,
            _options.Encryption,
            _options.PartyUInfo.Span,
            _options.PartyVInfo.Span,
            tag);
    }

    private JweParts EncryptContent(ReadOnlyMemory<byte> plaintext, byte[] contentKey, JsonObject protectedHeader)
    {
        var content = _options.Compress ? JweCompression.Compress(plaintext.Span) : plaintext;
        var headerJson = (_options.Header ?? new JoseHeaderParameters()).ToJson(writer =>
        {
            JoseJsonWriting.WriteMembers(writer, protectedHeader);
            writer.WriteString("enc"u8, _options.Encryption.Name);
            if (_options.Compress)
            {
                writer.WriteString("zip"u8, "DEF"u8);
            }
        });
        var parts = new JweParts
        {
            ProtectedText = Base64Url.Encode(headerJson),
            AssociatedText = _options.AssociatedData.Length > 0 ? Base64Url.Encode(_options.AssociatedData.Span) : null,
            Nonce = _options.Random.GetBytes(_aead.NonceSize),
            Ciphertext = new byte[_aead.GetCiphertextSize(content.Length)],
            Tag = new byte[_aead.TagSize],
        };
        _aead.Encrypt(contentKey, parts.Nonce, parts.AssociatedData, content.Span, parts.Ciphertext, parts.Tag);
        return parts;
    }
}
