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

    private bool ReadMember(JsonProperty member, bool strictIssuedAt)
    {
        var name = JsonValues.RawName(member);
        return name.Contains((byte)'\\')
            ? ReadMember(System.Text.Encoding.UTF8.GetBytes(member.Name), member.Value, strictIssuedAt)
            : ReadMember(name, member.Value, strictIssuedAt);
    }

    private bool ReadMember(ReadOnlySpan<byte> name, JsonElement value, bool strictIssuedAt)
    {
        if (name.Length == 5 && name.SequenceEqual("nonce"u8))
        {
            Nonce = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return true;
        }

        return name.Length != 3
            || (name.SequenceEqual("iss"u8) ? (Issuer = Text(value)) is not null
                : name.SequenceEqual("sub"u8) ? (Subject = Text(value)) is not null
                : name.SequenceEqual("jti"u8) ? (Id = Text(value)) is not null
                : name.SequenceEqual("exp"u8) ? (ExpiresAt = Date(value)) is not null
                : name.SequenceEqual("nbf"u8) ? (NotBefore = Date(value)) is not null
                : name.SequenceEqual("iat"u8) ? (IssuedAt = Date(value)) is not null || !strictIssuedAt
                : !name.SequenceEqual("aud"u8) || ((Audience = value.Texts()).Count > 0 && Audience.Count == (value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 1)));
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Date(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= MinSeconds and <= MaxSeconds
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
