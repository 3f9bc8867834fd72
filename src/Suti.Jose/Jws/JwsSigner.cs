// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>
/// One who signs a JWS: a key (or a shared secret), the algorithm, and what stands in the header. The key may live anywhere
/// that <see cref="ISigner"/> reaches.
/// </summary>
[DebuggerDisplay("{Algorithm,nq}")]
public sealed class JwsSigner
{
    private readonly ISigner? _signer;
    private readonly byte[] _secret;

    /// <summary>Signs with a private key.</summary>
    /// <param name="signer">The key.</param>
    /// <param name="algorithm">The algorithm; the usual one of the key's type when null.</param>
    /// <param name="header">Members of the protected header.</param>
    /// <param name="unprotectedHeader">Members of the unprotected header, which only the JSON serializations have.</param>
    /// <exception cref="ArgumentException">The key is not one for the algorithm.</exception>
    public JwsSigner(
        ISigner signer, JwsAlgorithm? algorithm = null, JoseHeaderParameters? header = null, JsonObject? unprotectedHeader = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        Algorithm = algorithm ?? JwsAlgorithm.For(signer.PublicKey.Type);
        if (Algorithm.Signature is not { } signature || !signer.CanSign(signature))
        {
            throw new ArgumentException($"A {signer.PublicKey.Type} key does not sign with {Algorithm}.", nameof(algorithm));
        }

        _signer = signer;
        _secret = [];
        Header = header;
        UnprotectedHeader = unprotectedHeader;
    }

    private JwsSigner(byte[] secret, JwsAlgorithm algorithm, JoseHeaderParameters? header, JsonObject? unprotectedHeader)
    {
        _secret = secret;
        Algorithm = algorithm;
        Header = header;
        UnprotectedHeader = unprotectedHeader;
    }

    /// <summary>The algorithm.</summary>
    public JwsAlgorithm Algorithm { get; }

    internal JoseHeaderParameters? Header { get; }

    internal JsonObject? UnprotectedHeader { get; }

    /// <summary>Computes a MAC with a shared secret.</summary>
    /// <param name="secret">The secret, at least as long as the hash of the algorithm (RFC 7518 §3.2).</param>
    /// <param name="algorithm">One of HS256, HS384 and HS512.</param>
    /// <param name="header">Members of the protected header.</param>
    /// <param name="unprotectedHeader">Members of the unprotected header.</param>
    /// <exception cref="ArgumentException">The algorithm is not a MAC, or the secret is too short for it.</exception>
    public static JwsSigner FromSecret(
        ReadOnlySpan<byte> secret,
        JwsAlgorithm algorithm,
        JoseHeaderParameters? header = null,
        JsonObject? unprotectedHeader = null)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.Mac is not { } mac || secret.Length < mac.TagSize)
        {
            throw new ArgumentException(
                $"{algorithm} does not take a secret of {secret.Length} bytes.", nameof(algorithm));
        }

        return new JwsSigner(secret.ToArray(), algorithm, header, unprotectedHeader);
    }

    internal ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        _signer is not null
            ? _signer.SignAsync(Algorithm.Signature!, input, cancellationToken)
            : ValueTask.FromResult(Algorithm.Mac!.Compute(_secret, input.Span));

    /// <summary>The protected header of a signature by this signer.</summary>
    internal byte[] WriteProtectedHeader(bool unencodedPayload, bool algorithmIsUnprotected = false) =>
        (Header ?? new JoseHeaderParameters()).ToJson(writer =>
        {
            if (!algorithmIsUnprotected)
            {
                writer.WriteString("alg"u8, Algorithm.Name);
            }

            if (unencodedPayload)
            {
                writer.WriteBoolean("b64"u8, false);
                writer.WriteStartArray("crit"u8);
                writer.WriteStringValue("b64"u8);
                writer.WriteEndArray();
            }
        });
}
