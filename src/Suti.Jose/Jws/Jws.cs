// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>
/// A JSON Web Signature (RFC 7515, RFC 7797): read first, which checks its form, then verified with a key that the caller
/// chose. <see cref="Payload"/> is what its signers vouch for only after that.
/// </summary>
public sealed class Jws
{
    /// <summary>The signature when there is one, else the list of them.</summary>
    private readonly object _signatures;

    internal Jws(ReadOnlyMemory<byte> payload, JwsSignature only)
    {
        Payload = payload;
        _signatures = only;
    }

    internal Jws(ReadOnlyMemory<byte> payload, IReadOnlyList<JwsSignature> signatures)
    {
        Payload = payload;
        _signatures = signatures.Count == 1 ? signatures[0] : signatures;
    }

    /// <summary>The payload, decoded.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures; one in the compact form.</summary>
    public IReadOnlyList<JwsSignature> Signatures =>
        _signatures as IReadOnlyList<JwsSignature> ?? [(JwsSignature)_signatures];

    /// <summary>The header of the only signature.</summary>
    /// <exception cref="InvalidOperationException">There are several signatures.</exception>
    public JoseHeader Header => Only.Header;

    private JwsSignature Only => _signatures as JwsSignature
        ?? throw new InvalidOperationException("The JWS has several signatures; verify each that matters.");

    /// <summary>Signs a payload with a private key held in memory, into the compact form.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="key">The key.</param>
    /// <param name="algorithm">The algorithm; the usual one of the key's type when null.</param>
    /// <param name="header">Members of the header.</param>
    /// <exception cref="ArgumentException">The key is not one for the algorithm.</exception>
    public static string Sign(
        ReadOnlySpan<byte> payload, PrivateKey key, JwsAlgorithm? algorithm = null, JoseHeaderParameters? header = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var signer = new JwsSigner(key, algorithm, header);
        var input = JwsWriter.SigningInput(signer.WriteProtectedHeader(unencodedPayload: false), payload, JwsForm.Attached);
        return JwsWriter.Compact(input, signer.Algorithm.Signature!.Sign(key, input), JwsForm.Attached);
    }

    /// <summary>Signs a payload into the compact form.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="signer">The key, the algorithm and the header.</param>
    /// <param name="form">How the payload is carried.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    /// <exception cref="ArgumentException">The signer has an unprotected header, which the compact form cannot carry.</exception>
    public static async ValueTask<string> SignAsync(
        ReadOnlyMemory<byte> payload,
        JwsSigner signer,
        JwsForm form = JwsForm.Attached,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (signer.UnprotectedHeader is not null)
        {
            throw new ArgumentException("The compact form has no unprotected header.", nameof(signer));
        }

        var input = JwsWriter.SigningInput(signer.WriteProtectedHeader(form.HasFlag(JwsForm.Unencoded)), payload.Span, form);
        var signature = await signer.SignAsync(input, cancellationToken).ConfigureAwait(false);
        return JwsWriter.Compact(input, signature, form);
    }

    /// <summary>
    /// Signs a payload into a JSON serialization, as UTF-8: flattened when there is one signer and <paramref name="general"/> is false.
    /// </summary>
    /// <param name="payload">The payload. To be unencoded and attached it must be UTF-8 text.</param>
    /// <param name="signers">Who signs.</param>
    /// <param name="form">How the payload is carried.</param>
    /// <param name="general">Whether to use the general serialization also for one signature.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public static async ValueTask<byte[]> SignJsonAsync(
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<JwsSigner> signers,
        JwsForm form = JwsForm.Attached,
        bool general = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signers);
        if (signers.Count == 0)
        {
            throw new ArgumentException("A JWS has at least one signer.", nameof(signers));
        }

        var entries = new JwsWriter.JwsJsonEntry[signers.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            var signer = signers[index];
            var header = signer.WriteProtectedHeader(
                form.HasFlag(JwsForm.Unencoded), signer.UnprotectedHeader?.ContainsKey("alg") ?? false);

            // An empty protected header is no header at all: its encoding is the empty string (RFC 7515 §5.1 step 4).
            var protectedHeader = header is [(byte)'{', (byte)'}'] ? [] : header;
            var input = JwsWriter.SigningInput(protectedHeader, payload.Span, form);
            var signature = await signer.SignAsync(input, cancellationToken).ConfigureAwait(false);
            entries[index] = new JwsWriter.JwsJsonEntry(protectedHeader, signer.UnprotectedHeader, signature);
        }

        return JwsWriter.Json(entries, payload.Span, form, flattened: entries.Length == 1 && !general);
    }

    /// <summary>Reads the compact form.</summary>
    /// <param name="text">The token.</param>
    /// <param name="jws">The JWS, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Jws? jws, [NotNullWhen(false)] out JoseError? error, JoseLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        jws = JwsReader.ReadCompact(text, detachedPayload: null, limits ?? JoseLimits.Standard, out error);
        return jws is not null;
    }

    /// <summary>Reads the compact form whose payload travels elsewhere (RFC 7515 appendix F): its middle part is empty.</summary>
    /// <param name="text">The token.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="jws">The JWS, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParseDetached(
        string text,
        ReadOnlyMemory<byte> payload,
        [NotNullWhen(true)] out Jws? jws,
        [NotNullWhen(false)] out JoseError? error,
        JoseLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        jws = JwsReader.ReadCompact(text, payload, limits ?? JoseLimits.Standard, out error);
        return jws is not null;
    }

    /// <summary>Reads a JSON serialization, general or flattened.</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="jws">The JWS, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParseJson(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out Jws? jws, [NotNullWhen(false)] out JoseError? error, JoseLimits? limits = null)
    {
        jws = JwsReader.ReadJson(utf8, detachedPayload: null, limits ?? JoseLimits.Standard, out error);
        return jws is not null;
    }

    /// <summary>Reads a JSON serialization whose payload travels elsewhere.</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="jws">The JWS, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParseDetachedJson(
        ReadOnlySpan<byte> utf8,
        ReadOnlyMemory<byte> payload,
        [NotNullWhen(true)] out Jws? jws,
        [NotNullWhen(false)] out JoseError? error,
        JoseLimits? limits = null)
    {
        jws = JwsReader.ReadJson(utf8, payload, limits ?? JoseLimits.Standard, out error);
        return jws is not null;
    }

    /// <summary>Verifies the only signature with a public key.</summary>
    /// <param name="key">The signer's key, found by the caller.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(PublicKey key, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error) =>
        Only.Verify(key, accepted, out error);

    /// <summary>Verifies the only signature, a MAC, with the shared secret.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(ReadOnlySpan<byte> secret, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error) =>
        Only.Verify(secret, accepted, out error);

    /// <summary>Verifies the only signature with a JWK.</summary>
    /// <param name="key">The signer's key, found by the caller.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(Jwk key, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error) =>
        Only.Verify(key, accepted, out error);

    /// <summary>Verifies the only signature with the one key of a set that fits it.</summary>
    /// <param name="keys">The signer's keys.</param>
    /// <param name="accepted">The algorithms that the caller accepts here.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(JwkSet keys, JwsAlgorithms accepted, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Find(Header.KeyId, JwkUse.Verify, Header.Algorithm) is { } key)
        {
            return Only.Verify(key, accepted, out error);
        }

        error = JoseErrors.KeyMismatch;
        return false;
    }
}
