// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>
/// What a credential says, without a proof: the JSON as it was written, and a typed view of it. Nobody vouches for it.
/// </summary>
public sealed class Credential
{
    private IReadOnlyList<string>? _types;
    private IReadOnlyList<JsonElement>? _subjects;
    private IReadOnlyList<string>? _subjectIds;

    internal Credential(JsonElement json, CredentialDataModel model)
    {
        Json = json;
        Model = model;
    }

    /// <summary>The JSON as it was written.</summary>
    public JsonElement Json { get; }

    /// <summary>The data model it follows.</summary>
    public CredentialDataModel Model { get; }

    /// <summary>Its identifier, if it has one.</summary>
    public string? Id => Json.Text(Model == CredentialDataModel.SdJwtVc ? "jti" : "id");

    /// <summary>The contexts that are given as URLs.</summary>
    public IReadOnlyList<string> Contexts => Json.Member("@context").Texts();

    /// <summary>Its types; for an SD-JWT VC the <c>vct</c>.</summary>
    public IReadOnlyList<string> Types => _types ??= Json.Member(Model == CredentialDataModel.SdJwtVc ? "vct" : "type").Texts();

    /// <summary>Who says it: the identifier of the issuer.</summary>
    public string? Issuer => Model == CredentialDataModel.SdJwtVc ? Json.Text("iss") : Json.Member("issuer").IdOf();

    /// <summary>Whom and what it is about, one object for each subject; for an SD-JWT VC all claims.</summary>
    public IReadOnlyList<JsonElement> Subjects =>
        _subjects ??= Model == CredentialDataModel.SdJwtVc ? [Json] : Json.Member("credentialSubject").Items();

    /// <summary>The identifiers of those subjects that have one.</summary>
    public IReadOnlyList<string> SubjectIds => _subjectIds ??= ReadSubjectIds();

    /// <summary>From when it is valid.</summary>
    public DateTimeOffset? ValidFrom => Model switch
    {
        CredentialDataModel.V1 => Time("issuanceDate"),
        CredentialDataModel.V2 => Time("validFrom"),
        _ => NumericDate("nbf"),
    };

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset? ValidUntil => Model switch
    {
        CredentialDataModel.V1 => Time("expirationDate"),
        CredentialDataModel.V2 => Time("validUntil"),
        _ => NumericDate("exp"),
    };

    /// <summary>Where its status is found: each <c>credentialStatus</c>, or the <c>status</c> of an SD-JWT VC.</summary>
    public IReadOnlyList<JsonElement> Statuses =>
        Json.Member(Model == CredentialDataModel.SdJwtVc ? "status" : "credentialStatus").Items();

    /// <summary>The schemas it promises to follow.</summary>
    public IReadOnlyList<JsonElement> Schemas =>
        Model == CredentialDataModel.SdJwtVc ? [] : Json.Member("credentialSchema").Items();

    /// <summary>Reads a credential without a proof, which may come from anywhere, and holds it to its data model.</summary>
    /// <param name="utf8">JSON.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="error">Why not, when the answer is false.</param>
    /// <param name="limits">How large it may be.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Credential? credential,
        [NotNullWhen(false)] out CredentialError? error,
        CredentialLimits? limits = null)
    {
        credential = null;
        if (!StrictJson.TryParseElement(utf8, out var json, (limits ?? CredentialLimits.Standard).Json))
        {
            error = new(CredentialErrorCodes.Malformed, "The text is not strict JSON, or is too large.");
            return false;
        }

        if (DataModelRules.ModelOf(json) is not { } model)
        {
            error = new(CredentialErrorCodes.Malformed, "The first context is not that of a known data model.");
            return false;
        }

        error = DataModelRules.CheckCredential(json, model) is { } fault ? new(CredentialErrorCodes.Invalid, fault) : null;
        credential = error is null ? new(json, model) : null;
        return credential is not null;
    }

    /// <summary>Reads a credential without a proof.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static Credential Parse(ReadOnlySpan<byte> utf8) =>
        TryParse(utf8, out var credential, out var error) ? credential : throw new FormatException(error.Message);

    /// <summary>Reads a credential without a proof.</summary>
    /// <exception cref="FormatException">It is refused; the message says why.</exception>
    public static Credential Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>The claims of an SD-JWT VC, before any of them is hidden.</summary>
    /// <param name="claims">The claims: <c>vct</c> and <c>iss</c>, and what is said.</param>
    /// <exception cref="ArgumentException">The type or the issuer is missing.</exception>
    public static Credential FromClaims(JsonObject claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var json = JsonElement.Parse(JsonValues.Write(writer => claims.WriteTo(writer)).Span);
        return json.Text("vct") is null || json.Text("iss") is null
            ? throw new ArgumentException("The claims have no vct, or no iss.", nameof(claims))
            : new Credential(json, CredentialDataModel.SdJwtVc);
    }

    /// <summary>The JSON as it was written, in UTF-8.</summary>
    public byte[] ToUtf8() => JsonValues.Utf8(Json).ToArray();

    /// <summary>The types and the issuer, without claims.</summary>
    public override string ToString() => $"{string.Join(", ", Types)} by {Issuer ?? "nobody"}";

    private DateTimeOffset? Time(string name) =>
        JsonValues.TryReadTime(Json.Text(name), requireZone: false, out var time) ? time : null;

    private DateTimeOffset? NumericDate(string name) =>
        Json.Member(name) is { ValueKind: JsonValueKind.Number } member
        && member.TryGetDouble(out var seconds) && seconds is > -62135596800 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private List<string> ReadSubjectIds()
    {
        var ids = new List<string>(1);
        foreach (var subject in Subjects)
        {
            if (subject.Text(Model == CredentialDataModel.SdJwtVc ? "sub" : "id") is { } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
