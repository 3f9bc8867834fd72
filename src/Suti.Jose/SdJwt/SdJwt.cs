// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Suti.Crypto;

namespace Suti.Jose;

/// <summary>
/// An SD-JWT (RFC 9901): claims signed by an issuer, of which a holder shows only those that it chooses, and, in an SD-JWT+KB,
/// the holder's proof that the key in it is theirs.
/// </summary>
public sealed class SdJwt
{
    internal SdJwt(string issuerSigned, Jws jws, IReadOnlyList<SdJwtDisclosure> disclosures, string? keyBinding)
    {
        IssuerSigned = issuerSigned;
        Jws = jws;
        Disclosures = disclosures;
        KeyBinding = keyBinding;
    }

    /// <summary>The issuer-signed JWT.</summary>
    public Jws Jws { get; }

    /// <summary>The header that the issuer signed (of the first signature when there are several).</summary>
    public JoseHeader Header => Jws.Signatures[0].Header;

    /// <summary>The disclosures that travel with it.</summary>
    public IReadOnlyList<SdJwtDisclosure> Disclosures { get; }

    /// <summary>The KB-JWT; null when there is none.</summary>
    public string? KeyBinding { get; }

    /// <summary>The issuer-signed JWT in compact form, with the first signature when there are several.</summary>
    internal string IssuerSigned { get; }

    /// <summary>What the holder's <c>sd_hash</c> covers: the JWT and its disclosures, each followed by a tilde (RFC 9901 §4.3.1).</summary>
    internal string BoundText
    {
        get
        {
            var text = new StringBuilder(IssuerSigned).Append('~');
            foreach (var disclosure in Disclosures)
            {
                text.Append(disclosure.Text).Append('~');
            }

            return text.ToString();
        }
    }

    /// <summary>Reads the compact form: the JWT, the disclosures and the key binding, with tildes between.</summary>
    /// <param name="text">The SD-JWT or SD-JWT+KB.</param>
    /// <param name="sdJwt">The SD-JWT, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out SdJwt? sdJwt, [NotNullWhen(false)] out JoseError? error, SdJwtLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        sdJwt = SdJwtReader.ReadCompact(text, limits ?? SdJwtLimits.Standard, out error);
        return sdJwt is not null;
    }

    /// <summary>Reads a JWS JSON serialization with the disclosures in its unprotected header (RFC 9901 §8).</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="sdJwt">The SD-JWT, unverified.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParseJson(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out SdJwt? sdJwt,
        [NotNullWhen(false)] out JoseError? error,
        SdJwtLimits? limits = null)
    {
        sdJwt = SdJwtReader.ReadJson(utf8, limits ?? SdJwtLimits.Standard, out error);
        return sdJwt is not null;
    }

    /// <summary>
    /// The claims as this SD-JWT discloses them. Only its form was checked: this is for the holder who looks at what it has.
    /// </summary>
    /// <exception cref="SutiException">The disclosures do not fit the payload.</exception>
    public JsonObject ReadClaims() => TryReadClaims(out var claims, out var error) ? claims : throw error.ToException();

    /// <summary>
    /// The claims as this SD-JWT discloses them, for callers that verify the issuer's signature in another way. Nobody vouches for
    /// them until then.
    /// </summary>
    /// <param name="claims">The claims.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool TryReadClaims([NotNullWhen(true)] out JsonObject? claims, [NotNullWhen(false)] out JoseError? error)
    {
        claims = SdJwtReader.ParsePayload(Jws.Payload.Span, out error);
        if (claims is not null && SdJwtProcessor.Process(claims, Disclosures, out _, out error) is null)
        {
            claims = null;
        }

        return claims is not null;
    }

    /// <summary>
    /// Verifies the holder's key binding alone, for callers that verify the issuer's signature in another way.
    /// </summary>
    /// <param name="holderKey">The key that the issuer bound the SD-JWT to.</param>
    /// <param name="policy">What is expected of the binding.</param>
    /// <param name="clock">The clock and how far it may be off; nothing else is taken from it.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool VerifyKeyBinding(
        PublicKey holderKey, KeyBindingPolicy policy, JwtPolicy clock, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(holderKey);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(clock);
        var payload = SdJwtReader.ParsePayload(Jws.Payload.Span, out error);
        if (payload is not null && SdJwtProcessor.Process(payload, Disclosures, out var hash, out error) is not null)
        {
            error = KeyBindingVerifier.Check(this, holderKey, hash, policy, clock);
        }

        return error is null;
    }

    /// <summary>
    /// The same SD-JWT with fewer disclosures: those that lead to the named claims and those inside them. Claims that the issuer
    /// did not hide are there in any case.
    /// </summary>
    /// <param name="pointers">JSON pointers into the claims, such as <c>/address/street</c>.</param>
    /// <exception cref="ArgumentException">There is no such claim.</exception>
    public SdJwt Disclose(params ReadOnlySpan<string> pointers)
    {
        var payload = SdJwtReader.ParsePayload(Jws.Payload.Span, out var error) ?? throw error!.ToException();
        var processor = SdJwtProcessor.Process(payload, Disclosures, out _, out error) ?? throw error!.ToException();
        var wanted = new List<JsonPointer>(pointers.Length);
        foreach (var text in pointers)
        {
            var pointer = JsonPointer.Parse(text);
            if (!pointer.TryFind(payload, out _))
            {
                throw new ArgumentException($"There is no claim at '{text}'.", nameof(pointers));
            }

            wanted.Add(pointer);
        }

        var chosen = processor.Places
            .Where(place => wanted.Exists(pointer => pointer.Touches(place.Path)))
            .Select(place => place.Disclosure)
            .ToHashSet();
        return new SdJwt(IssuerSigned, Jws, [.. Disclosures.Where(chosen.Contains)], keyBinding: null);
    }

    /// <summary>Adds the holder's key binding for one verifier and one request (RFC 9901 §4.3).</summary>
    /// <param name="holder">The holder's key, the one that the issuer bound the SD-JWT to.</param>
    /// <param name="audience">The verifier.</param>
    /// <param name="nonce">The verifier's nonce.</param>
    /// <param name="issuedAt">Now, by the holder's clock.</param>
    /// <param name="algorithm">The algorithm; the usual one of the key's type when null.</param>
    /// <param name="cancellationToken">Stops the signing.</param>
    public async ValueTask<SdJwt> BindAsync(
        ISigner holder,
        string audience,
        string nonce,
        DateTimeOffset issuedAt,
        JwsAlgorithm? algorithm = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(nonce);
        var payload = SdJwtReader.ParsePayload(Jws.Payload.Span, out var error) ?? throw error!.ToException();
        if (SdJwtProcessor.Process(payload, Disclosures, out var hash, out error) is null)
        {
            throw error!.ToException();
        }

        var claims = new JwtContent
        {
            IssuedAt = issuedAt,
            Audience = [audience],
            Additional = new JsonObject { ["nonce"] = nonce, ["sd_hash"] = SdJwtHash.Digest(hash, BoundText) },
        };
        var header = new JoseHeaderParameters { Type = KeyBindingVerifier.Type };
        var keyBinding = await Jwt.SignAsync(claims, holder, algorithm, header, cancellationToken).ConfigureAwait(false);
        return new SdJwt(IssuerSigned, Jws, Disclosures, keyBinding);
    }

    /// <summary>Verifies everything: the issuer's signature, disclosures, claims and, where the policy asks, the key binding.</summary>
    /// <param name="issuerKey">The issuer's key, found by the caller.</param>
    /// <param name="policy">What is expected.</param>
    /// <param name="verified">What is known now.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Verify(
        PublicKey issuerKey,
        SdJwtPolicy policy,
        [NotNullWhen(true)] out VerifiedSdJwt? verified,
        [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        verified = SdJwtVerifier.Verify(this, issuerKey, policy, out error);
        return verified is not null;
    }

    /// <summary>The JWS JSON serialization, flattened, as UTF-8.</summary>
    public byte[] ToJson() => SdJwtReader.WriteJson(this);

    /// <summary>The compact form.</summary>
    public override string ToString() => BoundText + KeyBinding;
}
