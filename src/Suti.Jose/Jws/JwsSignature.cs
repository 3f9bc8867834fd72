// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>One signature (or MAC) of a JWS, with its header. Nothing is known of it until it was verified.</summary>
public sealed class JwsSignature
{
    private const int StackLimit = 2048;

    /// <summary>The size of the longest signature there is: RSA with 8192 bits.</summary>
    private const int MaxSignatureSize = 1024;

    private readonly SigningInput _input;

    /// <summary>The text in whose last part the signature stands, which is known to be base64url.</summary>
    private readonly string _text;
    private readonly int _start;

    internal JwsSignature(JoseHeader header, SigningInput input, string text, int start)
    {
        Header = header;
        _input = input;
        _text = text;
        _start = start;
    }

    /// <summary>The header.</summary>
    public JoseHeader Header { get; }

    /// <summary>The bytes of the signature.</summary>
    public ReadOnlyMemory<byte> Value => Base64Url.Decode(Encoded);

    /// <summary>Verifies with a public key.</summary>
    /// <param name="key">The signer's key, found by the caller.</param>
    /// <param name="accepted">The algorithms that the caller accepts here; the header chooses among them and no others.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(PublicKey key, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(key);
        error = CheckAlgorithm(accepted)
            ?? (Header.JwsAlgorithm!.Signature?.KeyType != key.Type ? JoseErrors.KeyMismatch : null)
            ?? (VerifyWith(key) ? null : JoseErrors.SignatureInvalid);
        return error is null;
    }

    /// <summary>Verifies a MAC with the shared secret, which must be at least as long as the hash (RFC 7518 §3.2).</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(ReadOnlySpan<byte> secret, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error)
    {
        error = CheckAlgorithm(accepted)
            ?? (Header.JwsAlgorithm!.Mac is not { } mac ? JoseErrors.KeyMismatch
                : secret.Length < mac.TagSize ? JoseErrors.SecretTooShort
                : VerifyWith(mac, secret) ? null
                : JoseErrors.SignatureInvalid);
        return error is null;
    }

    /// <summary>Verifies with a JWK, whose own <c>use</c>, <c>key_ops</c> and <c>alg</c> must allow it.</summary>
    /// <param name="key">The signer's key, found by the caller.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(Jwk key, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(key);
        error = CheckAlgorithm(accepted) ?? (key.Allows(JwkUse.Verify, Header.Algorithm!) ? null : JoseErrors.KeyUse);
        if (error is not null)
        {
            return false;
        }

        if (key.PublicKey is { } publicKey)
        {
            return Verify(publicKey, accepted, out error);
        }

        if (key.IsSymmetric)
        {
            return Verify(key.Secret, accepted, out error);
        }

        error = JoseErrors.KeyMismatch;
        return false;
    }

    /// <summary>
    /// The public key that a recoverable signature (ES256K-R) was made with; false when there is none. It says nothing of whose
    /// key that is: compare it, or its address, with what the signer is known by.
    /// </summary>
    public bool TryRecover([NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        if (Header.JwsAlgorithm != JwsAlgorithm.Es256KR)
        {
            return false;
        }

        using var input = new PooledInput(_input, stackalloc byte[StackLimit]);
        Span<byte> digest = stackalloc byte[32];
        HashFunction.Sha256.Hash(input.Bytes, digest);
        return SignatureAlgorithm.EcdsaSecp256k1Recoverable.TryRecover(digest, Value.Span, out key);
    }

    private ReadOnlySpan<char> Encoded => _text.AsSpan(_start);

    private JoseError? CheckAlgorithm(JwsAlgorithms accepted) =>
        Header.Algorithm is null ? JoseErrors.AlgorithmMissing
        : accepted.Contains(Header.JwsAlgorithm) ? null
        : JoseErrors.AlgorithmNotAllowed(Header.Algorithm);

    private bool VerifyWith(PublicKey key)
    {
        using var input = new PooledInput(_input, stackalloc byte[StackLimit]);
        Span<byte> value = stackalloc byte[MaxSignatureSize];
        return Base64Url.TryDecode(Encoded, value, out var length)
            && Header.JwsAlgorithm!.Signature!.Verify(key, input.Bytes, value[..length]);
    }

    private bool VerifyWith(MacAlgorithm mac, ReadOnlySpan<byte> secret)
    {
        using var input = new PooledInput(_input, stackalloc byte[StackLimit]);
        Span<byte> value = stackalloc byte[MaxSignatureSize];
        return Base64Url.TryDecode(Encoded, value, out var length) && mac.Verify(secret, input.Bytes, value[..length]);
    }

    /// <summary>The signing input as bytes: on the caller's stack when it fits, else in a rented buffer.</summary>
    private readonly ref struct PooledInput : IDisposable
    {
        private readonly byte[]? _rented;

        public PooledInput(SigningInput input, Span<byte> stack)
        {
            var length = input.Length;
            _rented = length <= stack.Length ? null : ArrayPool<byte>.Shared.Rent(length);
            var buffer = _rented is null ? stack[..length] : _rented.AsSpan(0, length);
            input.WriteTo(buffer);
            Bytes = buffer;
        }

        public ReadOnlySpan<byte> Bytes { get; }

        public void Dispose()
        {
            if (_rented is not null)
            {
                ArrayPool<byte>.Shared.Return(_rented);
            }
        }
    }
}
