// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// The rules of the W3C data models 1.1 and 2.0, section 4 of each. A method gives what is wrong, and null when nothing is.
/// </summary>
internal static class DataModelRules
{
    public const string CredentialType = "VerifiableCredential";
    public const string PresentationType = "VerifiablePresentation";
    public const string EnvelopedCredentialType = "EnvelopedVerifiableCredential";
    public const string EnvelopedPresentationType = "EnvelopedVerifiablePresentation";

    /// <summary>The model that the first context names.</summary>
    public static CredentialDataModel? ModelOf(JsonElement json)
    {
        var context = json.Member("@context");
        var first = context.ValueKind == JsonValueKind.Array && context.GetArrayLength() > 0 ? context[0] : context;
        return first.ValueKind != JsonValueKind.String ? null
            : first.ValueEquals(CredentialContexts.V1) ? CredentialDataModel.V1
            : first.ValueEquals(CredentialContexts.V2) ? CredentialDataModel.V2
            : null;
    }

    public static string? CheckCredential(JsonElement json, CredentialDataModel model)
    {
        if (model == CredentialDataModel.SdJwtVc)
        {
            return json.Text("vct") is null ? "vct is missing." : null;
        }

        return CheckFrame(json, model, CredentialType)
            ?? CheckIssuer(json.Member("issuer"), model)
            ?? CheckSubjects(json.Member("credentialSubject"))
            ?? (model == CredentialDataModel.V1 ? CheckTimesV1(json) : CheckTimesV2(json))
            ?? CheckExtensions(json, model);
    }

    public static string? CheckPresentation(JsonElement json, CredentialDataModel model)
    {
        var fault = CheckFrame(json, model, PresentationType) ?? CheckHolder(json);
        foreach (var credential in json.Member("verifiableCredential").Items())
        {
            fault ??= CheckInner(credential, model);
        }

        return fault ?? CheckTyped(json, "termsOfUse", needsId: false) ?? CheckTyped(json, "proof", needsId: false);
    }

    private static string? CheckInner(JsonElement credential, CredentialDataModel model)
    {
        if (credential.ValueKind == JsonValueKind.String)
        {
            // VCDM 2.0 §4.13: credentials in a presentation are objects. In 1.1 a JWT stands there as it is.
            return model == CredentialDataModel.V2 ? "verifiableCredential holds a string instead of an object." : null;
        }

        if (ModelOf(credential) is not { } innerModel)
        {
            return "A credential in it has no known context.";
        }

        if (credential.Member("type").HasText(EnvelopedCredentialType))
        {
            return credential.Text("id")?.StartsWith("data:", StringComparison.Ordinal) == true ? null : "An enveloped credential has no data: URL.";
        }

        return CheckCredential(credential, innerModel);
    }

    private static string? CheckFrame(JsonElement json, CredentialDataModel model, string type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return "It is not a JSON object.";
        }

        var types = json.Member("type");
        return (ModelOf(json) == model ? null : "The first context is not that of the data model.")
            ?? ContextRules.Check(json.Member("@context"), model)
            ?? (json.TryGetProperty("id", out var id) && !IsUrl(id) ? "id is not one URL." : null)
            ?? (IsTexts(types) && types.HasText(type) ? null : $"type does not have {type}.")
            ?? (model == CredentialDataModel.V2 ? ContextRules.CheckTypes(json.Member("@context"), types) : null);
    }

    private static string? CheckIssuer(JsonElement issuer, CredentialDataModel model)
    {
        if (!JsonValues.IsUrl(issuer.IdOf()))
        {
            return "issuer is not a URL, nor an object with one as its id.";
        }

        return model == CredentialDataModel.V2 && issuer.ValueKind == JsonValueKind.Object
            ? CheckLanguageText(issuer, "name") ?? CheckLanguageText(issuer, "description")
            : null;
    }

    private static string? CheckHolder(JsonElement json) =>
        !json.TryGetProperty("holder", out var holder) || JsonValues.IsUrl(holder.IdOf()) ? null : "holder is not a URL, nor an object with one as its id.";

    private static string? CheckSubjects(JsonElement subjects)
    {
        var count = 0;
        foreach (var subject in subjects.Each())
        {
            count++;
            if (subject.ValueKind != JsonValueKind.Object || subject.GetPropertyCount() == 0)
            {
                return "credentialSubject is empty, or is not an object.";
            }

            if (subject.TryGetProperty("id", out var id) && !IsUrl(id))
            {
                return "The id of a subject is not one URL.";
            }
        }

        return count > 0 ? null : "credentialSubject is missing.";
    }

    private static string? CheckTimesV1(JsonElement json) =>
        JsonValues.TryReadTime(json.Text("issuanceDate"), requireZone: false, out var from)
            ? CheckEnd(json, "expirationDate", requireZone: false, from)
            : "issuanceDate is missing, or is no time.";

    private static string? CheckTimesV2(JsonElement json)
    {
        DateTimeOffset? start = null;
        if (json.TryGetProperty("validFrom", out var validFrom))
        {
            if (validFrom.ValueKind != JsonValueKind.String || !JsonValues.TryReadTime(validFrom.GetString(), requireZone: true, out var from))
            {
                return "validFrom is no time with a zone.";
            }

            start = from;
        }

        return CheckEnd(json, "validUntil", requireZone: true, start);
    }

    private static string? CheckEnd(JsonElement json, string name, bool requireZone, DateTimeOffset? start)
    {
        if (!json.TryGetProperty(name, out var member))
        {
            return null;
        }

        return member.ValueKind != JsonValueKind.String || !JsonValues.TryReadTime(member.GetString(), requireZone, out var end) ? $"{name} is no time."
            : start > end ? "It ends before it begins."
            : null;
    }

    private static string? CheckExtensions(JsonElement json, CredentialDataModel model)
    {
        var isV1 = model == CredentialDataModel.V1;
        return CheckTyped(json, "credentialStatus", needsId: isV1)
            ?? CheckTyped(json, "credentialSchema", needsId: true)
            ?? CheckTyped(json, "refreshService", needsId: false)
            ?? CheckTyped(json, "termsOfUse", needsId: false)
            ?? CheckTyped(json, "evidence", needsId: false)
            ?? CheckTyped(json, "proof", needsId: false)
            ?? (isV1 ? null : CheckLanguageText(json, "name") ?? CheckLanguageText(json, "description") ?? CheckRelated(json));
    }

    /// <summary>Objects with a type (VCDM 2.0 §4.9 and after), and an id where there must be one.</summary>
    private static string? CheckTyped(JsonElement json, string name, bool needsId)
    {
        if (!json.TryGetProperty(name, out var member))
        {
            return null;
        }

        foreach (var item in member.Each())
        {
            if (item.ValueKind != JsonValueKind.Object || !IsTexts(item.Member("type")))
            {
                return $"{name} has no type.";
            }

            if (item.TryGetProperty("id", out var id) ? !IsUrl(id) : needsId)
            {
                return $"{name} has no id that is a URL.";
            }
        }

        return null;
    }

    /// <summary>A string, or strings with language and direction (VCDM 2.0 §11.1).</summary>
    private static string? CheckLanguageText(JsonElement json, string name)
    {
        foreach (var item in json.Member(name).Each())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                continue;
            }

            if (item.ValueKind != JsonValueKind.Object || item.Text("@value") is null)
            {
                return $"{name} is not a text.";
            }

            foreach (var member in item.EnumerateObject())
            {
                if (member.Name is not ("@value" or "@language" or "@direction"))
                {
                    return $"{name} has more than value, language and direction.";
                }
            }
        }

        return null;
    }

    private static string? CheckRelated(JsonElement json)
    {
        HashSet<string>? seen = null;
        foreach (var item in json.Member("relatedResource").Each())
        {
            if (!JsonValues.IsUrl(item.Text("id")) || !(seen ??= new(StringComparer.Ordinal)).Add(item.Text("id")!))
            {
                return "relatedResource has no id, or one twice.";
            }

            if (item.Text("digestSRI") is null && item.Text("digestMultibase") is null)
            {
                return "relatedResource has no digest.";
            }
        }

        return null;
    }

    private static bool IsUrl(JsonElement value) => value.ValueKind == JsonValueKind.String && JsonValues.IsUrl(value.GetString());

    /// <summary>Whether it is a text or several, none of them empty.</summary>
    private static bool IsTexts(JsonElement value)
    {
        var count = 0;
        foreach (var item in value.Each())
        {
            count++;
            if (item.ValueKind != JsonValueKind.String || item.ValueEquals(""u8))
            {
                return false;
            }
        }

        return count > 0;
    }
}
