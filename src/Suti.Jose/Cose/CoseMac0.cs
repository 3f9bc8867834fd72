// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Suti.Jose;

/// <summary>COSE_Mac0: a payload with a MAC by a secret that the recipient knows (RFC 9052 §6.2).</summary>
public sealed class CoseMac0
{
    private const string Context = "MAC0";

    private readonly byte[]? _payload;
    private readonly byte[] _tag;

    private CoseMac0(CoseHeader header, byte[]? payload, byte[] tag)
    {
        Header = header;
        _payload = payload;
        _tag = tag;
    }

    /// <summary>The headers.</summary>
    public CoseHeader Header { get; }

    /// <summary>The payload; null when it travels elsewhere.</summary>
    public ReadOnlyMemory<byte>? Payload => _payload is { } payload ? payload : default(ReadOnlyMemory<byte>?);

    /// <summary>Reads a message that may come from anywhere, with its CBOR tag or without.</summary>
    /// <param name="encoded">The message.</param>
    /// <param name="message">The message, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="understood">Header parameters that the caller understands and that <c>crit</c> may therefore name.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> encoded,
        [NotNullWhen(true)] out CoseMac0? message,
        [NotNullWhen(false)] out JoseError? error,
        IReadOnlyCollection<CoseLabel>? understood = null)
    {
        message = null;
        if (!CoseStructure.TryEnter(encoded, CoseStructure.Mac0Tag, parts: 4, understood, out var reader, out var header, out error))
        {
            return false;
        }

        error = CoseErrors.Malformed;
        if (CoseStructure.TryReadOptionalBytes(ref reader, out var payload) && reader.TryReadByteString(out var tag))
        {
            message = new CoseMac0(header, payload, tag.ToArray());
            error = null;
        }

        return message is not null;
    }

    /// <summary>Computes the MAC of a payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="secret">The secret, at least as long as the hash of the algorithm.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="options">Headers and form.</param>
    /// <exception cref="ArgumentException">The algorithm is not a MAC, or the secret is too short for it.</exception>
    public static byte[] Create(
        ReadOnlyMemory<byte> payload, ReadOnlySpan<byte> secret, CoseAlgorithm algorithm, CoseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        options ??= CoseOptions.Standard;
        if (algorithm.Mac is not { } mac || secret.Length < mac.TagSize)
        {
            throw new ArgumentException($"{algorithm} does not take a secret of {secret.Length} bytes.", nameof(algorithm));
        }

        var header = CoseHeader.Create(algorithm, options.Protected, options.Unprotected);
        var input = CoseStructure.Build(Context, header.ProtectedBytes, options.ExternalData, payload);
        var tag = mac.Compute(secret, input)[..algorithm.TagSize];
        return CoseStructure.Write(options.Tagged ? CoseStructure.Mac0Tag : null, header, payload.Span, options.Detached, tag);
    }

    /// <summary>Verifies.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="externalData">Data that both sides know.</param>
    /// <param name="detachedPayload">The payload, when the message carries none.</param>
    public bool Verify(
        ReadOnlySpan<byte> secret,
        IReadOnlyCollection<CoseAlgorithm> accepted,
        [NotNullWhen(false)] out JoseError? error,
        ReadOnlyMemory<byte> externalData = default,
        ReadOnlyMemory<byte>? detachedPayload = null)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        error = CoseStructure.ChoosePayload(_payload, detachedPayload, out var payload);
        if (error is not null)
        {
            return false;
        }

        if (Header.Algorithm is not { Mac: { } mac } algorithm || !accepted.Contains(algorithm))
        {
            error = CoseErrors.AlgorithmNotAllowed;
            return false;
        }

        if (secret.Length < mac.TagSize)
        {
            error = CoseErrors.KeyMismatch;
            return false;
        }

        var expected = mac.Compute(secret, CoseStructure.Build(Context, Header.ProtectedBytes, externalData, payload));
        error = CryptographicOperations.FixedTimeEquals(expected.AsSpan(0, algorithm.TagSize), _tag) ? null : CoseErrors.SignatureInvalid;
        return error is null;
    }
}
