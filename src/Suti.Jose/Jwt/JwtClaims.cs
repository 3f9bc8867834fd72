// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Jose;

/// <summary>The claims of a JWT (RFC 7519 §4): the registered ones typed, the others over the original bytes.</summary>
public sealed class JwtClaims
{
    /// <summary>Stands for a date that is not there.</summary>
    private const long NoDate = long.MinValue;

    private readonly ReadOnlyMemory<byte> _json;
    private long _expiresAt = NoDate;
    private long _notBefore = NoDate;
    private long _issuedAt = NoDate;

    private JwtClaims(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary><c>iss</c>.</summary>
    public string? Issuer { get; private set; }

    /// <summary><c>sub</c>.</summary>
    public string? Subject { get; private set; }

    /// <summary><c>aud</c>; empty when there is none.</summary>
    public IReadOnlyList<string> Audience { get; private set; } = [];

    /// <summary><c>exp</c>.</summary>
    public DateTimeOffset? ExpiresAt => ToDate(_expiresAt);

    /// <summary><c>nbf</c>.</summary>
    public DateTimeOffset? NotBefore => ToDate(_notBefore);

    /// <summary><c>iat</c>.</summary>
    public DateTimeOffset? IssuedAt => ToDate(_issuedAt);

    /// <summary><c>jti</c>.</summary>
    public string? Id { get; private set; }

    /// <summary><c>nonce</c>.</summary>
    public string? Nonce { get; private set; }

    /// <summary>The claims as they were signed: JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>Reads the claims of a payload that may come from anywhere.</summary>
    /// <param name="json">The payload.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out JwtClaims? claims, [NotNullWhen(false)] out JoseError? error)
    {
        claims = new JwtClaims(json);
        error = JwtErrors.CheckPayload(json.Span) ?? claims.Read(json.Span);
        claims = error is null ? claims : null;
        return claims is not null;
    }

    /// <summary>Any claim, as JSON that owns its memory.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var reader = new Utf8JsonReader(_json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                value = JsonElement.ParseValue(ref reader);
                return true;
            }

            reader.Skip();
        }

        value = default;
        return false;
    }

    /// <summary>A claim that is a string; false also when it is of another type.</summary>
    public bool TryGetString(string name, [NotNullWhen(true)] out string? value)
    {
        value = TryGet(name, out var claim) && claim.ValueKind == JsonValueKind.String ? claim.GetString() : null;
        return value is not null;
    }

    private JoseError? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var error = ReadClaim(ref reader);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private JoseError? ReadClaim(ref Utf8JsonReader reader)
    {
        switch (FindRegistered(ref reader))
        {
            case "iss":
                Issuer = ReadString(ref reader);
                return Issuer is null ? JwtErrors.ClaimType("iss") : null;
            case "sub":
                Subject = ReadString(ref reader);
                return Subject is null ? JwtErrors.ClaimType("sub") : null;
            case "jti":
                Id = ReadString(ref reader);
                return Id is null ? JwtErrors.ClaimType("jti") : null;
            case "exp":
                return ReadDate(ref reader, out _expiresAt) ? null : JwtErrors.ClaimType("exp");
            case "nbf":
                return ReadDate(ref reader, out _notBefore) ? null : JwtErrors.ClaimType("nbf");
            case "iat":
                return ReadDate(ref reader, out _issuedAt) ? null : JwtErrors.ClaimType("iat");
            case "aud":
                return ReadAudience(ref reader);
            case "nonce":
                // Not a claim of RFC 7519, so another type is no error here; it only matches no expected nonce.
                Nonce = ReadString(ref reader);
                reader.Skip();
                return null;
            default:
                reader.Skip();
                return null;
        }
    }

    private static string? FindRegistered(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("iss"u8) ? "iss"
        : reader.ValueTextEquals("sub"u8) ? "sub"
        : reader.ValueTextEquals("aud"u8) ? "aud"
        : reader.ValueTextEquals("exp"u8) ? "exp"
        : reader.ValueTextEquals("nbf"u8) ? "nbf"
        : reader.ValueTextEquals("iat"u8) ? "iat"
        : reader.ValueTextEquals("jti"u8) ? "jti"
        : reader.ValueTextEquals("nonce"u8) ? "nonce"
        : null;

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>A NumericDate: seconds since 1970, possibly with a fraction; false when it is none that a clock can show.</summary>
    private static bool ReadDate(ref Utf8JsonReader reader, out long ticks)
    {
        reader.Read();
        var seconds = 0.0;
        var isDate = reader.TokenType == JsonTokenType.Number
            && reader.TryGetDouble(out seconds)
            && seconds is >= -62_135_596_800 and <= 253_402_300_799;
        ticks = isDate ? DateTimeOffset.UnixEpoch.AddSeconds(seconds).UtcTicks : NoDate;
        return isDate;
    }

    private static DateTimeOffset? ToDate(long ticks) => ticks == NoDate ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private JoseError? ReadAudience(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            Audience = [reader.GetString()!];
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return JwtErrors.ClaimType("aud");
        }

        var audience = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            audience.Add(reader.GetString()!);
        }

        Audience = audience;
        return reader.TokenType == JsonTokenType.EndArray ? null : JwtErrors.ClaimType("aud");
    }
}
