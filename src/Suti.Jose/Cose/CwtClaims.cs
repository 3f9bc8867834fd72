// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Suti.Encodings;

namespace Suti.Jose;

/// <summary>The claims of a CBOR Web Token (RFC 8392): the registered ones typed, all of them in a map.</summary>
public sealed class CwtClaims
{
    /// <summary>The tag that may stand around a CWT (RFC 8392 §6).</summary>
    public const int Tag = 61;

    private const int IssuerLabel = 1;
    private const int SubjectLabel = 2;
    private const int AudienceLabel = 3;
    private const int ExpiresAtLabel = 4;
    private const int NotBeforeLabel = 5;
    private const int IssuedAtLabel = 6;
    private const int IdLabel = 7;
    private const int NonceLabel = 10;

    private CwtClaims(CoseMap map) => Map = map;

    /// <summary>All claims.</summary>
    public CoseMap Map { get; }

    /// <summary><c>iss</c>.</summary>
    public string? Issuer { get; private init; }

    /// <summary><c>sub</c>.</summary>
    public string? Subject { get; private init; }

    /// <summary><c>aud</c>.</summary>
    public string? Audience { get; private init; }

    /// <summary><c>exp</c>.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary><c>nbf</c>.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary><c>iat</c>.</summary>
    public DateTimeOffset? IssuedAt { get; private init; }

    /// <summary><c>cti</c>.</summary>
    public byte[]? Id { get; private init; }

    /// <summary>Reads the payload of a CWT that may come from anywhere.</summary>
    /// <param name="encoded">The map of claims.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out CwtClaims? claims, [NotNullWhen(false)] out JoseError? error)
    {
        claims = null;
        if (!CoseMap.TryParse(encoded, out var map))
        {
            error = CoseErrors.Malformed;
            return false;
        }

        error = CoseErrors.ClaimType;
        if (!TryText(map, IssuerLabel, out var issuer)
            || !TryText(map, SubjectLabel, out var subject)
            || !TryText(map, AudienceLabel, out var audience)
            || !TryDate(map, ExpiresAtLabel, out var expiresAt)
            || !TryDate(map, NotBeforeLabel, out var notBefore)
            || !TryDate(map, IssuedAtLabel, out var issuedAt))
        {
            return false;
        }

        byte[]? id = null;
        if (map.TryGet(IdLabel, out _) && !map.TryGetBytes(IdLabel, out id))
        {
            return false;
        }

        error = null;
        claims = new CwtClaims(map)
        {
            Issuer = issuer,
            Subject = subject,
            Audience = audience,
            ExpiresAt = expiresAt,
            NotBefore = notBefore,
            IssuedAt = issuedAt,
            Id = id,
        };
        return true;
    }

    /// <summary>Takes the CWT tag off a message that has it.</summary>
    public static ReadOnlySpan<byte> RemoveTag(ReadOnlySpan<byte> message) =>
        CborReader.TryCreate(message, null, out var reader) && reader.TryReadTag(out var tag) && tag == Tag
            ? message[reader.Position..]
            : message;

    /// <summary>
    /// Checks times, issuer, audience, nonce and required claims as for a JWT, with its codes. Required claims go by their names in
    /// JWT (<c>jti</c> or <c>cti</c> for the identifier); the nonce is the UTF-8 of the expected one under label 10 (RFC 9711).
    /// </summary>
    /// <param name="policy">What is expected; its algorithms and type are for the message around the claims.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public bool Check(JwtPolicy policy, [NotNullWhen(false)] out JoseError? error)
    {
        ArgumentNullException.ThrowIfNull(policy);
        error = policy.CheckTimes(ExpiresAt, NotBefore, IssuedAt)
            ?? (policy.Issuer is not null && policy.Issuer != Issuer ? JwtErrors.Issuer : null)
            ?? (policy.IsForUs(Audience is null ? [] : [Audience]) ? null : JwtErrors.Audience)
            ?? (policy.Nonce is null || HasNonce(policy.Nonce) ? null : JwtErrors.Nonce)
            ?? CheckRequired(policy.RequiredClaims);
        return error is null;
    }

    private bool HasNonce(string expected) =>
        Map.TryGetBytes(NonceLabel, out var nonce) && nonce.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(expected));

    private JoseError? CheckRequired(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!Map.TryGet(LabelOf(name), out _))
            {
                return JwtErrors.ClaimMissing(name);
            }
        }

        return null;
    }

    /// <summary>The label of a registered claim by its name; a claim that has no number is labelled with its name.</summary>
    private static CoseLabel LabelOf(string name) => name switch
    {
        "iss" => IssuerLabel,
        "sub" => SubjectLabel,
        "aud" => AudienceLabel,
        "exp" => ExpiresAtLabel,
        "nbf" => NotBeforeLabel,
        "iat" => IssuedAtLabel,
        "jti" or "cti" => IdLabel,
        "nonce" => NonceLabel,
        _ => name,
    };

    private static bool TryText(CoseMap map, long label, out string? value)
    {
        value = null;
        return !map.TryGet(label, out _) || map.TryGetText(label, out value);
    }

    /// <summary>A NumericDate without its tag: an integer or a floating-point number (RFC 8392 §2).</summary>
    private static bool TryDate(CoseMap map, long label, out DateTimeOffset? value)
    {
        value = null;
        if (!map.TryGet(label, out var encoded))
        {
            return true;
        }

        var reader = new CborReader(encoded.Span);
        var seconds = reader.TryReadInt64(out var whole) ? whole : reader.TryReadDouble(out var real) ? real : double.NaN;
        if (seconds is >= -62_135_596_800 and <= 253_402_300_799)
        {
            value = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        }

        return value is not null;
    }
}
