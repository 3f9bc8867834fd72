// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>COSE_Sign1: a payload with one signature (RFC 9052 §4.2).</summary>
public sealed class CoseSign1
{
    private const string Context = "Signature1";

    private readonly byte[]? _payload;
    private readonly byte[] _signature;

    private CoseSign1(CoseHeader header, byte[]? payload, byte[] signature)
    {
        Header = header;
        _payload = payload;
        _signature = signature;
    }

    /// <summary>The headers.</summary>
    public CoseHeader Header { get; }

    /// <summary>The payload; null when it travels elsewhere. Nobody vouches for it until it was verified.</summary>
    public ReadOnlyMemory<byte>? Payload => _payload is { } payload ? payload : default(ReadOnlyMemory<byte>?);

    /// <summary>The bytes of the signature.</summary>
    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>Reads a message that may come from anywhere, with its tag or without.</summary>
    /// <param name="encoded">The message.</param>
    /// <param name="message">The message, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="understood">Header parameters that the caller understands and that <c>crit</c> may therefore name.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> encoded,
        [NotNullWhen(true)] out CoseSign1? message,
        [NotNullWhen(false)] out JoseError? error,
        IReadOnlyCollection<CoseLabel>? understood = null)
    {
        message = null;
        if (!CoseStructure.TryEnter(encoded, CoseStructure.Sign1Tag, parts: 4, understood, out var reader, out var header, out error))
        {
            return false;
        }

        error = CoseErrors.Malformed;
        if (CoseStructure.TryReadOptionalBytes(ref reader, out var payload) && reader.TryReadByteString(out var signature))
        {
            message = new CoseSign1(header, payload, signature.ToArray());
            error = null;
        }

        return message is not null;
    }

    /// <summary>Signs.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="signer">The key.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="options">Headers and form.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    /// <exception cref="ArgumentException">The key is not one for the algorithm.</exception>
    public static async ValueTask<byte[]> SignAsync(
        ReadOnlyMemory<byte> payload,
        ISigner signer,
        CoseAlgorithm algorithm,
        CoseOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(algorithm);
        options ??= CoseOptions.Standard;
        if (algorithm.Signature is not { } signatureAlgorithm || !signer.CanSign(signatureAlgorithm))
        {
            throw new ArgumentException($"A {signer.PublicKey.Type} key does not sign with {algorithm}.", nameof(algorithm));
        }

        var header = CoseHeader.Create(algorithm, options.Protected, options.Unprotected);
        var input = CoseStructure.Build(Context, header.ProtectedBytes, options.ExternalData, payload);
        var signature = await signer.SignAsync(signatureAlgorithm, input, cancellationToken).ConfigureAwait(false);
        return CoseStructure.Write(options.Tagged ? CoseStructure.Sign1Tag : null, header, payload.Span, options.Detached, signature);
    }

    /// <summary>What the signature is over, for callers that verify it in another way; null when the payload travels elsewhere.</summary>
    /// <param name="externalData">Data that both sides know.</param>
    public byte[]? GetSignedBytes(ReadOnlyMemory<byte> externalData = default) =>
        _payload is null ? null : CoseStructure.Build(Context, Header.ProtectedBytes, externalData, _payload);

    /// <summary>Verifies.</summary>
    /// <param name="key">The signer's key, found by the caller.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="externalData">Data that both sides know.</param>
    /// <param name="detachedPayload">The payload, when the message carries none.</param>
    public bool Verify(
        PublicKey key,
        IReadOnlyCollection<CoseAlgorithm> accepted,
        [NotNullWhen(false)] out JoseError? error,
        ReadOnlyMemory<byte> externalData = default,
        ReadOnlyMemory<byte>? detachedPayload = null)
    {
        error = CoseStructure.ChoosePayload(_payload, detachedPayload, out var payload)
            ?? CoseVerification.Check(
                Header, key, accepted, _signature, () => CoseStructure.Build(Context, Header.ProtectedBytes, externalData, payload));
        return error is null;
    }
}
