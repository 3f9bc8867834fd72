// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>A credential in the forms in which a definition may speak of it, and who shows it.</summary>
internal sealed class InputCandidate
{
    /// <summary>What a credential says of itself and not of its subject; showing it is showing the credential.</summary>
    private static readonly HashSet<string> Frame = new(StringComparer.Ordinal)
    {
        "@context", "id", "type", "issuer", "issuanceDate", "expirationDate", "validFrom", "validUntil", "credentialStatus", "credentialSchema",
        "proof", "iss", "iat", "nbf", "exp", "jti", "sub", "vct", "vct#integrity", "cnf", "status", "_sd_alg",
    };

    private readonly IReadOnlyList<string>? _holders;
    private readonly bool _isKeyBound;
    private readonly bool _isShown;
    private IReadOnlyList<JsonElement>? _documents;

    /// <param name="credential">The credential.</param>
    /// <param name="holders">Who shows it; anybody when null.</param>
    /// <param name="isKeyBound">Whether the one who shows it has proved to have the key that it is bound to.</param>
    /// <param name="isShown">Whether it is shown already; otherwise its holder can still leave out what is not asked for.</param>
    public InputCandidate(VerifiableCredential credential, IReadOnlyList<string>? holders, bool isKeyBound, bool isShown)
    {
        Credential = credential;
        _holders = holders;
        _isKeyBound = isKeyBound;
        _isShown = isShown;
    }

    public VerifiableCredential Credential { get; }

    /// <summary>
    /// The credential as JSON. A JWT of the data model 1.1 has two more forms: as the data model decodes it, with the issuer as a text, which is
    /// first; and its claims, with the member <c>vc</c>, which is last.
    /// </summary>
    public IReadOnlyList<JsonElement> Documents => _documents ??= Credential.Format == CredentialFormatNames.Jwt ? JwtDocuments() : [Credential.Credential.Json];

    public bool IsSelfIssued =>
        Credential.Credential.Issuer is { } issuer
        && (Credential.Credential.Model == CredentialDataModel.SdJwtVc
            ? Credential.Credential.Json.Text("sub") == issuer
            : Credential.Credential.SubjectIds is { Count: > 0 } ids && ids.All(id => id == issuer));

    /// <summary>A pointer into the claims of a token as one into the credential.</summary>
    public string Normalize(string pointer) =>
        Credential.Format == CredentialFormatNames.Jwt && pointer.StartsWith("/vc/", StringComparison.Ordinal) ? pointer[3..] : pointer;

    /// <summary>Whom a value is about: the subject it stands in, or else the only one that the credential has.</summary>
    public string? SubjectOf(string pointer)
    {
        var credential = Credential.Credential;
        if (credential.Model == CredentialDataModel.SdJwtVc)
        {
            return credential.Json.Text("sub");
        }

        var parts = pointer.Split('/');
        if (parts is [_, "credentialSubject", var place, ..] && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && credential.Json.Member("credentialSubject").ValueKind == JsonValueKind.Array && index < credential.Subjects.Count)
        {
            return credential.Subjects[index].Text("id");
        }

        return credential.Subjects is [var only] ? only.Text("id") : null;
    }

    /// <summary>Whether a subject is the one who shows the credential.</summary>
    public bool IsHolder(string? subject) =>
        _isKeyBound || _holders is null || (subject is not null && _holders.Contains(subject));

    /// <summary>Whether showing those values shows others with them.</summary>
    public bool ShowsMoreThan(IReadOnlyList<string> pointers)
    {
        var shown = Credential.Credential.Json;
        if (!_isShown && Credential.Format is CredentialFormatNames.SdJwtVc or CredentialFormatNames.VcSdJwt)
        {
            shown = SdJwtPresentation.Disclose(Credential, pointers).Credential.Json;
        }

        return HasOther(shown, "", pointers, isFrame: true);
    }

    private static bool HasOther(JsonElement json, string place, IReadOnlyList<string> pointers, bool isFrame)
    {
        if (place.Length > 0 && pointers.Contains(place))
        {
            return false;
        }

        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
            {
                var inner = $"{place}/{member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                var isKnown = (isFrame && Frame.Contains(member.Name)) || (member.NameEquals("id") && place.StartsWith("/credentialSubject", StringComparison.Ordinal));
                if (!isKnown && HasOther(member.Value, inner, pointers, isFrame: false))
                {
                    return true;
                }
            }

            return false;
        }

        if (json.ValueKind == JsonValueKind.Array)
        {
            for (var index = 0; index < json.GetArrayLength(); index++)
            {
                if (HasOther(json[index], string.Create(CultureInfo.InvariantCulture, $"{place}/{index}"), pointers, isFrame: false))
                {
                    return true;
                }
            }

            return false;
        }

        return true;
    }

    private List<JsonElement> JwtDocuments()
    {
        var json = Credential.Credential.Json;
        var documents = new List<JsonElement>(3);
        var issuer = json.Member("issuer");
        if (issuer.ValueKind == JsonValueKind.Object && issuer.GetPropertyCount() == 1 && issuer.Text("id") is { } id)
        {
            // VCDM 1.1 §6.3.1: iss stands for the issuer, and is a text.
            documents.Add(JsonValues.Build(writer =>
            {
                writer.WriteStartObject();
                writer.WriteMembersExcept(json, "issuer");
                writer.WriteString("issuer"u8, id);
                writer.WriteEndObject();
            }));
        }

        documents.Add(json);
        if (Credential.Token is { } token
            && SecuredDocument.TryRead(token, SecuredKind.Credential, CredentialLimits.Standard, out var document, out _) && document.Payload.IsPresent())
        {
            documents.Add(document.Payload);
        }

        return documents;
    }
}
