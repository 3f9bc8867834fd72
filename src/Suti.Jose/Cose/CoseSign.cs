// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>COSE_Sign: a payload with several signatures (RFC 9052 §4.1).</summary>
public sealed class CoseSign
{
    private const int MaxSignatures = 16;

    private readonly byte[]? _payload;

    private CoseSign(CoseHeader header, byte[]? payload, IReadOnlyList<CoseSignature> signatures)
    {
        Header = header;
        _payload = payload;
        Signatures = signatures;
    }

    /// <summary>The headers of the whole message.</summary>
    public CoseHeader Header { get; }

    /// <summary>The payload; null when it travels elsewhere.</summary>
    public ReadOnlyMemory<byte>? Payload => _payload is { } payload ? payload : default(ReadOnlyMemory<byte>?);

    /// <summary>The signatures.</summary>
    public IReadOnlyList<CoseSignature> Signatures { get; }

    /// <summary>Reads a message that may come from anywhere, with its tag or without.</summary>
    /// <param name="encoded">The message.</param>
    /// <param name="message">The message, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="understood">Header parameters that the caller understands and that <c>crit</c> may therefore name.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> encoded,
        [NotNullWhen(true)] out CoseSign? message,
        [NotNullWhen(false)] out JoseError? error,
        IReadOnlyCollection<CoseLabel>? understood = null)
    {
        message = null;
        if (!CoseStructure.TryEnter(encoded, CoseStructure.SignTag, parts: 4, understood, out var reader, out var header, out error))
        {
            return false;
        }

        if (!CoseStructure.TryReadOptionalBytes(ref reader, out var payload)
            || ReadSignatures(ref reader, header, payload, understood, out error) is not { } signatures)
        {
            error ??= CoseErrors.Malformed;
            return false;
        }

        message = new CoseSign(header, payload, signatures);
        error = null;
        return true;
    }

    /// <summary>Signs with several keys.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="signers">Who signs, with which algorithm and headers.</param>
    /// <param name="options">Headers of the whole message, and its form.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public static async ValueTask<byte[]> SignAsync(
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<CoseSigner> signers,
        CoseOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signers);
        if (signers.Count == 0)
        {
            throw new ArgumentException("There must be a signer.", nameof(signers));
        }

        options ??= CoseOptions.Standard;
        var bodyProtected = options.Protected is { Labels.Count: > 0 } map ? map.Encode() : [];
        var signatures = new List<(CoseHeader Header, byte[] Value)>(signers.Count);
        foreach (var signer in signers)
        {
            var header = CoseHeader.Create(signer.Algorithm, signer.Protected, signer.Unprotected);
            var input = CoseSignature.Input(bodyProtected, header, options.ExternalData, payload);
            signatures.Add((header, await signer.Signer.SignAsync(signer.Algorithm.Signature!, input, cancellationToken).ConfigureAwait(false)));
        }

        return Write(bodyProtected, payload.Span, signatures, options);
    }

    private static List<CoseSignature>? ReadSignatures(
        ref CborReader reader, CoseHeader body, byte[]? payload, IReadOnlyCollection<CoseLabel>? understood, out JoseError? error)
    {
        error = CoseErrors.Malformed;
        if (!reader.TryReadStartArray(out var count) || count is 0)
        {
            return null;
        }

        if (count > MaxSignatures)
        {
            error = CoseErrors.TooManySignatures;
            return null;
        }

        var signatures = new List<CoseSignature>();
        while (!reader.TryReadEndArray())
        {
            error = CoseErrors.Malformed;
            if (!reader.TryReadStartArray(out var parts) || parts != 3 || CoseHeader.Read(ref reader, understood, out error) is not { } header)
            {
                return null;
            }

            error = CoseErrors.Malformed;
            if (!reader.TryReadByteString(out var value) || !reader.TryReadEndArray() || signatures.Count == MaxSignatures)
            {
                return null;
            }

            signatures.Add(new CoseSignature(body, header, payload, value.ToArray()));
        }

        return signatures;
    }

    private static byte[] Write(
        byte[] bodyProtected, ReadOnlySpan<byte> payload, List<(CoseHeader Header, byte[] Value)> signatures, CoseOptions options)
    {
        using var writer = new CborWriter(CborMapOrder.AsWritten);
        if (options.Tagged)
        {
            writer.WriteTag(CoseStructure.SignTag);
        }

        writer.WriteStartArray(4);
        writer.WriteByteString(bodyProtected);
        (options.Unprotected ?? new CoseMap()).WriteTo(writer);
        if (options.Detached)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteByteString(payload);
        }

        writer.WriteStartArray(signatures.Count);
        foreach (var (header, value) in signatures)
        {
            writer.WriteStartArray(3);
            header.WriteTo(writer);
            writer.WriteByteString(value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.ToArray();
    }
}
