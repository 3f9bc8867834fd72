// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// What can be said of JSON-LD contexts without processing them (VCDM 2.0 §4.3, §4.5): their order and form, that inline ones
/// do not give another meaning to protected terms, and that types mean something. Where another context is named by its URL,
/// the terms it defines are not known here and are taken as defined.
/// </summary>
internal static class ContextRules
{
    /// <summary>The terms that the context of the data model defines and protects.</summary>
    private static readonly HashSet<string> Protected = new(StringComparer.Ordinal)
    {
        "id", "type", "description", "digestMultibase", "digestSRI", "mediaType", "name", "VerifiableCredential",
        "EnvelopedVerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiablePresentation", "JsonSchemaCredential",
        "JsonSchema", "BitstringStatusListCredential", "BitstringStatusList", "BitstringStatusListEntry", "DataIntegrityProof",
        "credentialSchema", "credentialStatus", "credentialSubject", "evidence", "issuer", "proof", "refreshService",
        "relatedResource", "termsOfUse", "validFrom", "validUntil", "holder", "verifiableCredential",
    };

    public static string? Check(JsonElement context, CredentialDataModel model)
    {
        Dictionary<string, JsonElement>? seen = null;
        foreach (var item in context.Each())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                if (!JsonValues.IsUrl(item.GetString()))
                {
                    return "A context is not a URL.";
                }

                continue;
            }

            if (item.ValueKind != JsonValueKind.Object)
            {
                return "A context is neither a URL nor an object.";
            }

            if (model == CredentialDataModel.V2 && CheckInline(item, seen ??= new(StringComparer.Ordinal)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Whether every type is a URL or a term that a context defines.</summary>
    public static string? CheckTypes(JsonElement context, JsonElement types)
    {
        foreach (var type in types.Texts())
        {
            if (!Protected.Contains(type) && !JsonValues.IsUrl(type) && !IsDefined(context, type))
            {
                return "A type is not defined by any context.";
            }
        }

        return null;
    }

    private static bool IsDefined(JsonElement context, string type)
    {
        foreach (var item in context.Each())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                if (!item.ValueEquals(CredentialContexts.V2))
                {
                    return true;
                }
            }
            else if (item.TryGetProperty(type, out var term) ? term.ValueKind != JsonValueKind.Null
                : item.Text("@vocab") is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? CheckInline(JsonElement item, Dictionary<string, JsonElement> seen)
    {
        var isProtected = item.Member("@protected").ValueKind == JsonValueKind.True;
        foreach (var term in item.EnumerateObject())
        {
            if (Protected.Contains(term.Name))
            {
                return "A context gives another meaning to a term of the data model.";
            }

            if (seen.TryGetValue(term.Name, out var before) && !JsonElement.DeepEquals(before, term.Value))
            {
                return "A context gives another meaning to a protected term.";
            }

            var target = term.Value.ValueKind == JsonValueKind.Object ? term.Value.Text("@id") : term.Value.ValueKind == JsonValueKind.String ? term.Value.GetString() : null;
            if (target is not null && target.AsSpan().ContainsAny(" \t\r\n"))
            {
                return "A context maps a term to what is not a URL.";
            }

            if (isProtected && !term.Name.StartsWith('@'))
            {
                seen[term.Name] = term.Value.Clone();
            }
        }

        return null;
    }
}
