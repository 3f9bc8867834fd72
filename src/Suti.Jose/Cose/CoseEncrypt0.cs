// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>COSE_Encrypt0: content encrypted with a secret that the recipient knows (RFC 9052 §5.2).</summary>
public sealed class CoseEncrypt0
{
    private const string Context = "Encrypt0";

    private readonly byte[]? _ciphertext;

    private CoseEncrypt0(CoseHeader header, byte[]? ciphertext)
    {
        Header = header;
        _ciphertext = ciphertext;
    }

    /// <summary>The headers.</summary>
    public CoseHeader Header { get; }

    /// <summary>Reads a message that may come from anywhere, with its tag or without.</summary>
    /// <param name="encoded">The message.</param>
    /// <param name="message">The message, still encrypted.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="understood">Header parameters that the caller understands and that <c>crit</c> may therefore name.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> encoded,
        [NotNullWhen(true)] out CoseEncrypt0? message,
        [NotNullWhen(false)] out JoseError? error,
        IReadOnlyCollection<CoseLabel>? understood = null)
    {
        message = null;
        if (!CoseStructure.TryEnter(encoded, CoseStructure.Encrypt0Tag, parts: 3, understood, out var reader, out var header, out error))
        {
            return false;
        }

        error = CoseErrors.Malformed;
        if (CoseStructure.TryReadOptionalBytes(ref reader, out var ciphertext))
        {
            message = new CoseEncrypt0(header, ciphertext);
            error = null;
        }

        return message is not null;
    }

    /// <summary>Encrypts content.</summary>
    /// <param name="plaintext">The content.</param>
    /// <param name="secret">The secret, of the size that the algorithm takes.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="options">Headers and form; with <see cref="CoseOptions.Detached"/> use the other overload.</param>
    /// <param name="random">Where the nonce comes from.</param>
    /// <exception cref="ArgumentException">The algorithm is not an AEAD, or takes a secret of another size.</exception>
    public static byte[] Encrypt(
        ReadOnlySpan<byte> plaintext,
        ReadOnlySpan<byte> secret,
        CoseAlgorithm algorithm,
        CoseOptions? options = null,
        RandomSource? random = null) => Encrypt(plaintext, secret, algorithm, out _, options, random);

    /// <summary>Encrypts content and also gives the ciphertext with its tag, for messages that carry none.</summary>
    /// <param name="plaintext">The content.</param>
    /// <param name="secret">The secret, of the size that the algorithm takes.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="ciphertext">The ciphertext and its tag.</param>
    /// <param name="options">Headers and form.</param>
    /// <param name="random">Where the nonce comes from.</param>
    /// <exception cref="ArgumentException">The algorithm is not an AEAD, or takes a secret of another size.</exception>
    public static byte[] Encrypt(
        ReadOnlySpan<byte> plaintext,
        ReadOnlySpan<byte> secret,
        CoseAlgorithm algorithm,
        out byte[] ciphertext,
        CoseOptions? options = null,
        RandomSource? random = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        options ??= CoseOptions.Standard;
        if (algorithm.Aead is not { } aead || secret.Length != aead.KeySize)
        {
            throw new ArgumentException($"{algorithm} does not take a secret of {secret.Length} bytes.", nameof(algorithm));
        }

        var nonce = (random ?? RandomSource.System).GetBytes(aead.NonceSize);
        var unprotected = (options.Unprotected?.Copy() ?? new CoseMap()).SetBytes(CoseHeader.NonceLabel, nonce);
        var header = CoseHeader.Create(algorithm, options.Protected, unprotected);
        ciphertext = new byte[aead.GetCiphertextSize(plaintext.Length) + aead.TagSize];
        aead.Encrypt(
            secret,
            nonce,
            CoseStructure.Build(Context, header.ProtectedBytes, options.ExternalData),
            plaintext,
            ciphertext.AsSpan(0, ciphertext.Length - aead.TagSize),
            ciphertext.AsSpan(ciphertext.Length - aead.TagSize));
        return CoseStructure.Write(options.Tagged ? CoseStructure.Encrypt0Tag : null, header, ciphertext, options.Detached, proof: null);
    }

    /// <summary>Decrypts.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="plaintext">The content.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="externalData">Data that both sides know.</param>
    /// <param name="detachedCiphertext">The ciphertext with its tag, when the message carries none.</param>
    public bool TryDecrypt(
        ReadOnlySpan<byte> secret,
        IReadOnlyCollection<CoseAlgorithm> accepted,
        [NotNullWhen(true)] out byte[]? plaintext,
        [NotNullWhen(false)] out JoseError? error,
        ReadOnlyMemory<byte> externalData = default,
        ReadOnlyMemory<byte>? detachedCiphertext = null)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        plaintext = null;
        error = CoseStructure.ChoosePayload(_ciphertext, detachedCiphertext, out var ciphertext);
        if (error is not null)
        {
            return false;
        }

        if (Header.Algorithm is not { Aead: { } aead } algorithm || !accepted.Contains(algorithm))
        {
            error = CoseErrors.AlgorithmNotAllowed;
            return false;
        }

        if (secret.Length != aead.KeySize)
        {
            error = CoseErrors.KeyMismatch;
            return false;
        }

        error = CoseErrors.DecryptionFailed;
        if (Header.Nonce is not { } nonce || ciphertext.Length < aead.TagSize)
        {
            return false;
        }

        var content = ciphertext.Span[..^aead.TagSize];
        var buffer = new byte[content.Length];
        var associatedData = CoseStructure.Build(Context, Header.ProtectedBytes, externalData);
        if (!aead.TryDecrypt(secret, nonce, associatedData, content, ciphertext.Span[^aead.TagSize..], buffer, out var length))
        {
            return false;
        }

        plaintext = buffer[..length];
        error = null;
        return true;
    }
}
