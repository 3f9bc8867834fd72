// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Suti.Dids;

/// <summary>Reads the typed view of a document out of strict JSON (DID Core §5 and §6).</summary>
internal static class DidDocumentReader
{
    public static bool TryRead(
        JsonElement json, DidDocumentLimits limits, [NotNullWhen(true)] out DidDocument? document, [NotNullWhen(false)] out DidError? error)
    {
        try
        {
            error = null;
            document = new DidDocument(Read(json, limits), json);
            return true;
        }
        catch (Refusal refusal)
        {
            document = null;
            error = new(DidErrorCodes.InvalidDidDocument, refusal.Message);
            return false;
        }
    }

    private static DidDocumentContent Read(JsonElement json, DidDocumentLimits limits)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new Refusal("The document is not an object.");
        }

        if (!Did.TryParse(JsonBytes.GetString(json, "id"), out var id))
        {
            throw new Refusal("The id of the document is not a DID.");
        }

        var ids = new HashSet<DidUrl>();
        var methods = ReadMethods(json, id, limits, ids);
        var relationships = new MethodReference[VerificationRelationships.Count][];
        for (var index = 0; index < relationships.Length; index++)
        {
            relationships[index] = ReadReferences(json, VerificationRelationships.Names[index], id, limits, ids);
        }

        return new DidDocumentContent
        {
            Id = id,
            Contexts = ReadContexts(json),
            AlsoKnownAs = json.TryGetProperty("alsoKnownAs", out var names) ? Strings(names, "alsoKnownAs") : [],
            Controllers = ReadControllers(json),
            Methods = methods,
            Relationships = relationships,
            Services = ReadServices(json, id, limits),
        };
    }

    private static List<string> ReadContexts(JsonElement json)
    {
        if (!json.TryGetProperty("@context", out var context))
        {
            return [];
        }

        return context.ValueKind switch
        {
            JsonValueKind.String => [context.GetString()!],
            JsonValueKind.Object => [],
            JsonValueKind.Array => [.. context.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
            _ => throw new Refusal("The @context is not a string, an object or a list."),
        };
    }

    private static List<Did> ReadControllers(JsonElement json)
    {
        if (!json.TryGetProperty("controller", out var member))
        {
            return [];
        }

        return Strings(member, "controller").ConvertAll(
            text => Did.TryParse(text, out var controller) ? controller : throw new Refusal("A controller of the document is not a DID."));
    }

    private static List<VerificationMethod> ReadMethods(JsonElement json, Did subject, DidDocumentLimits limits, HashSet<DidUrl> ids)
    {
        var methods = new List<VerificationMethod>();
        foreach (var item in Items(json, "verificationMethod", limits.MaxVerificationMethods))
        {
            methods.Add(ReadMethod(item, subject, ids));
        }

        return methods;
    }

    private static VerificationMethod ReadMethod(JsonElement json, Did subject, HashSet<DidUrl> ids)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new Refusal("A verification method is not an object.");
        }

        if (JsonBytes.GetString(json, "id") is not { } idText || !DidUrl.TryParseRelative(subject, idText, out var id))
        {
            throw new Refusal("The id of a verification method is not a DID URL.");
        }

        if (JsonBytes.GetString(json, "type") is not { Length: > 0 } type)
        {
            throw new Refusal("A verification method has no type.");
        }

        // A second key under the same id would be found by one reader and not by another.
        if (!ids.Add(id))
        {
            throw new Refusal("Two verification methods have the same id.");
        }

        var controller = subject;
        if (json.TryGetProperty("controller", out var member)
            && (member.ValueKind != JsonValueKind.String || !Did.TryParse(member.GetString(), out controller)))
        {
            throw new Refusal("The controller of a verification method is not a DID.");
        }

        return new VerificationMethod(id, type, controller, json);
    }

    private static MethodReference[] ReadReferences(JsonElement json, string name, Did subject, DidDocumentLimits limits, HashSet<DidUrl> ids)
    {
        var references = new List<MethodReference>();
        foreach (var item in Items(json, name, limits.MaxVerificationMethods))
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                var text = item.GetString()!;
                references.Add(DidUrl.TryParseRelative(subject, text, out var id)
                    ? new MethodReference(id, text, null)
                    : throw new Refusal($"An entry of {name} is not a DID URL."));
            }
            else
            {
                var method = ReadMethod(item, subject, ids);
                references.Add(new MethodReference(method.Id, method.Id.ToString(), method));
            }
        }

        return [.. references];
    }

    private static List<DidService> ReadServices(JsonElement json, Did subject, DidDocumentLimits limits)
    {
        var services = new List<DidService>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(json, "service", limits.MaxServices))
        {
            if (!DidServiceReader.TryRead(subject, item, out var service, out var error))
            {
                throw new Refusal(error.Message);
            }

            services.Add(ids.Add(service.Id) ? service : throw new Refusal("Two services have the same id."));
        }

        return services;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name, int limit)
    {
        if (!json.TryGetProperty(name, out var list))
        {
            return default;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new Refusal($"The member {name} is not a list.");
        }

        return list.GetArrayLength() <= limit ? list.EnumerateArray() : throw new Refusal($"The list {name} has more than {limit} entries.");
    }

    private static List<string> Strings(JsonElement json, string name) =>
        DidServiceReader.ReadStrings(json) ?? throw new Refusal($"The member {name} is not a string or a list of strings.");

    /// <summary>Leaves the reader from any depth; it never leaves this class.</summary>
    private sealed class Refusal(string message) : Exception(message);
}
