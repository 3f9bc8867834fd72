// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;
using Suti.Encodings;
using Suti.Jose;

namespace Suti.Agent;

/// <summary>
/// What a credential or presentation is found by. It is read as it stands, object or compact JWT, and nothing is verified
/// here: keeping is not believing.
/// </summary>
internal sealed class CredentialView
{
    private const int MaxClaims = 1024;

    private readonly JsonElement _body;
    private readonly JsonElement _jwt;
    private string? _hash;
    private string? _text;

    public CredentialView(JsonElement raw)
    {
        Raw = raw;
        if (raw.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            throw Invalid("must be an object or a compact JWT");
        }

        if (raw.ValueKind == JsonValueKind.String)
        {
            _jwt = ReadJwt(Text);
            _body = Member(_jwt, "vc") is { ValueKind: JsonValueKind.Object } vc ? vc
                : Member(_jwt, "vp") is { ValueKind: JsonValueKind.Object } vp ? vp
                : _jwt;
        }
        else
        {
            _body = raw;
        }
    }

    public JsonElement Raw { get; }

    /// <summary>The text as kept: the JWT, or the JSON as JavaScript would write it.</summary>
    private string Text => _text ??= Raw.ValueKind == JsonValueKind.String ? Raw.GetString()! : EcmaScriptJson.Stringify(Raw);

    /// <summary>Veramo's name for it: the CID of the JWT if there is one, else of the JSON text.</summary>
    public string Hash => _hash ??= HashOf(Member(Member(_body, "proof"), "jwt") is { ValueKind: JsonValueKind.String } jwt ? jwt.GetString()! : Text);

    public string? Id => TextOf(Member(_body, "id")) ?? TextOf(Member(_jwt, "jti"));

    /// <summary>The types; of an SD-JWT VC the one that it names.</summary>
    public IReadOnlyList<string> Types => [.. TextsOf(Member(_jwt, "vct")), .. TextsOf(Member(_body, "type"))];

    public IReadOnlyList<string> Contexts => TextsOf(Member(_body, "@context"));

    /// <summary>The conversation it belongs to, as uPort says it.</summary>
    public string? Tag => TextOf(Member(_body, "tag")) ?? TextOf(Member(_jwt, "tag"));

    public string? Issuer => IdOf(Member(_body, "issuer")) ?? TextOf(Member(_jwt, "iss"));

    public string? Subject => TextOf(Member(Subjects.FirstOrDefault(), "id")) ?? TextOf(Member(_jwt, "sub"));

    public string? Holder => IdOf(Member(_body, "holder")) ?? TextOf(Member(_jwt, "iss"));

    public IReadOnlyList<string> Verifiers => TextsOf(Member(_body, "verifier")) is { Length: > 0 } named ? named : TextsOf(Member(_jwt, "aud"));

    public DateTimeOffset? IssuanceDate =>
        TimeOf(Member(_body, "issuanceDate")) ?? TimeOf(Member(_body, "validFrom")) ?? TimeOf(Member(_jwt, "nbf")) ?? TimeOf(Member(_jwt, "iat"));

    public DateTimeOffset? ExpirationDate =>
        TimeOf(Member(_body, "expirationDate")) ?? TimeOf(Member(_body, "validUntil")) ?? TimeOf(Member(_jwt, "exp"));

    /// <summary>The credentials inside a presentation.</summary>
    public IEnumerable<JsonElement> Credentials => Items(Member(_body, "verifiableCredential"))
        .Where(static item => item.ValueKind is JsonValueKind.Object or JsonValueKind.String);

    /// <summary>The claims of every subject: name, text, and whether the text is JSON.</summary>
    public IEnumerable<(string Type, string? Value, bool IsObject)> Claims => Subjects
        .SelectMany(static subject => subject.EnumerateObject())
        .Where(static claim => !claim.NameEquals("id"))
        .Take(MaxClaims)
        .Select(static claim => claim.Value.ValueKind switch
        {
            JsonValueKind.Object or JsonValueKind.Array => (claim.Name, (string?)EcmaScriptJson.Stringify(claim.Value), true),
            JsonValueKind.Null => (claim.Name, null, false),
            JsonValueKind.String => (claim.Name, claim.Value.GetString(), false),
            _ => (claim.Name, EcmaScriptJson.Stringify(claim.Value), false),
        });

    private IEnumerable<JsonElement> Subjects => Items(Member(_body, "credentialSubject"))
        .Where(static subject => subject.ValueKind == JsonValueKind.Object);

    public static string HashOf(string text) => Cid.OfFileNode(Encoding.UTF8.GetBytes(text)).ToString();

    private static JsonElement ReadJwt(string text)
    {
        // A compact SD-JWT has its disclosures behind the JWT: what they disclose is what it says.
        if (text.Contains('~', StringComparison.Ordinal))
        {
            return SdJwt.TryParse(text, out var sdJwt, out _) && sdJwt.TryReadClaims(out var disclosed, out _)
                ? JsonElement.Parse(disclosed.ToJsonString())
                : throw Invalid("is a text, but not a compact SD-JWT");
        }

        var parts = text.Split('.');
        return parts.Length == 3
            && Base64Url.TryDecode(parts[1], out var payload)
            && StrictJson.TryParseElement(payload, out var claims)
            && claims.ValueKind == JsonValueKind.Object
                ? claims
                : throw Invalid("is a text, but not a compact JWT");
    }

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray(),
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        _ => [json],
    };

    private static string? IdOf(JsonElement json) => TextOf(json) ?? TextOf(Member(json, "id"));

    private static string? TextOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    private static string[] TextsOf(JsonElement json) => [.. Items(json).Select(static item => TextOf(item)).OfType<string>()];

    private static DateTimeOffset? TimeOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when DateTimeOffset.TryParse(
            json.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        JsonValueKind.Number when json.TryGetDouble(out var seconds) && Math.Abs(seconds) < 253_402_300_800 =>
            DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)),
        _ => null,
    };

    private static SutiException Invalid(string what) => new(AgentErrorCodes.InvalidArgument, $"The credential {what}.");
}
