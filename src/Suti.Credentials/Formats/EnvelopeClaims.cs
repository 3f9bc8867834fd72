// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The registered claims of a token (RFC 7519 §4.1) that stand around or among the members of a credential.</summary>
internal sealed class EnvelopeClaims
{
    private const double MinSeconds = -62135596800;
    private const double MaxSeconds = 253402300799;

    public string? Issuer { get; private set; }

    public string? Subject { get; private set; }

    public string? Id { get; private set; }

    public string? Nonce { get; private set; }

    public IReadOnlyList<string> Audience { get; private set; } = [];

    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? NotBefore { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>Reads them; null when one has a wrong type, so that it could not be judged.</summary>
    /// <param name="payload">The claims.</param>
    /// <param name="strictIssuedAt">
    /// Whether <c>iat</c> must be a number. It decides nothing but that a token is not from the future, and in <c>vc+jwt</c>
    /// tokens texts are found there.
    /// </param>
    public static EnvelopeClaims? TryRead(JsonElement payload, bool strictIssuedAt = true)
    {
        var claims = new EnvelopeClaims();
        foreach (var member in payload.EnumerateObject())
        {
            if (!claims.ReadMember(member, strictIssuedAt))
            {
                return null;
            }
        }

        return claims;
    }

    private static bool ReadText(JsonElement value, out string? text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static bool ReadDate(JsonElement value, out DateTimeOffset? date)
    {
        date = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= MinSeconds and <= MaxSeconds
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
        return date is not null;
    }

    private bool ReadMember(JsonProperty member, bool strictIssuedAt)
    {
        DateTimeOffset? date;
        string? text;
        if (member.NameEquals("iss"u8))
        {
            var read = ReadText(member.Value, out text);
            Issuer = text;
            return read;
        }

        if (member.NameEquals("sub"u8))
        {
            var read = ReadText(member.Value, out text);
            Subject = text;
            return read;
        }

        if (member.NameEquals("jti"u8))
        {
            var read = ReadText(member.Value, out text);
            Id = text;
            return read;
        }

        if (member.NameEquals("nonce"u8))
        {
            ReadText(member.Value, out text);
            Nonce = text;
            return true;
        }

        if (member.NameEquals("exp"u8))
        {
            var read = ReadDate(member.Value, out date);
            ExpiresAt = date;
            return read;
        }

        if (member.NameEquals("nbf"u8))
        {
            var read = ReadDate(member.Value, out date);
            NotBefore = date;
            return read;
        }

        if (member.NameEquals("iat"u8))
        {
            var read = ReadDate(member.Value, out date);
            IssuedAt = date;
            return read || !strictIssuedAt;
        }

        if (member.NameEquals("aud"u8))
        {
            Audience = member.Value.Texts();
            return Audience.Count > 0 && Audience.Count == member.Value.Items().Count;
        }

        return true;
    }
}
