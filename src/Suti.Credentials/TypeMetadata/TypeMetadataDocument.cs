// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Suti.Encodings;

namespace Suti.Credentials;

/// <summary>One document about a type, before what it extends is put under it.</summary>
internal sealed class TypeMetadataDocument
{
    public const int MaxSize = 1 << 18;
    private const int MaxClaims = 500;
    private const int MaxPath = 32;
    private const int MaxDisplays = 100;

    private TypeMetadataDocument(JsonElement json) => Json = json;

    public JsonElement Json { get; }

    public string Vct => Json.Text("vct")!;

    public string? Extends => Json.Text("extends");

    public string? ExtendsIntegrity => Json.Text("extends#integrity");

    /// <summary>Reads a document that may come from anywhere.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out TypeMetadataDocument? document, [NotNullWhen(false)] out string? fault)
    {
        fault = StrictJson.TryParseElement(utf8, out var json, new StrictJsonLimits { MaxSize = MaxSize, MaxDepth = 32 })
            ? Check(json)
            : "The document is not strict JSON, or is too large.";
        document = fault is null ? new TypeMetadataDocument(json) : null;
        return document is not null;
    }

    /// <summary>How the type is shown; null when the document does not say.</summary>
    public IReadOnlyList<TypeDisplay>? ReadDisplay() => Json.Member("display") is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => new TypeDisplay(item.Text("locale")!, item.Text("name")!, item.Text("description"), item.Member("rendering")))]
        : null;

    /// <summary>The claims over those of the extended type: each property that is stated replaces that of the same path.</summary>
    public static bool TryExtend(TypeMetadataDocument document, Dictionary<string, ClaimMetadata> claims, [NotNullWhen(false)] out string? fault)
    {
        foreach (var item in document.Json.Member("claims").Items())
        {
            var stated = Read(item);
            if (!claims.TryGetValue(stated.Key, out var extended))
            {
                claims.Add(stated.Key, stated);
                continue;
            }

            var statesDisclosure = item.Member("sd").IsPresent();
            var statesMandatory = item.Member("mandatory").IsPresent();
            if ((statesDisclosure && extended.Disclosure != ClaimDisclosure.Allowed && stated.Disclosure != extended.Disclosure)
                || (statesMandatory && extended.IsMandatory && !stated.IsMandatory))
            {
                fault = "A type loosens a rule of the type that it extends.";
                return false;
            }

            claims[stated.Key] = extended with
            {
                Display = item.Member("display").IsPresent() ? stated.Display : extended.Display,
                IsMandatory = statesMandatory ? stated.IsMandatory : extended.IsMandatory,
                Disclosure = statesDisclosure ? stated.Disclosure : extended.Disclosure,
                SvgId = stated.SvgId ?? extended.SvgId,
            };
        }

        fault = null;
        return true;
    }

    private static ClaimMetadata Read(JsonElement item) => new()
    {
        Path = [.. item.GetProperty("path").EnumerateArray()],
        Display = [.. item.Member("display").Items().Select(display => new ClaimDisplay(display.Text("locale")!, display.Text("label")!, display.Text("description")))],
        IsMandatory = item.Member("mandatory").ValueKind == JsonValueKind.True,
        Disclosure = item.Text("sd") switch
        {
            "always" => ClaimDisclosure.Always,
            "never" => ClaimDisclosure.Never,
            _ => ClaimDisclosure.Allowed,
        },
        SvgId = item.Text("svg_id"),
    };

    private static string? Check(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.Text("vct") is not { Length: > 0 })
        {
            return "The document has no vct.";
        }

        foreach (var name in (ReadOnlySpan<string>)["extends", "extends#integrity", "name", "description"])
        {
            if (json.Member(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.String) })
            {
                return $"The member {name} is not a text.";
            }
        }

        return CheckDisplays(json, "name") ?? CheckClaims(json.Member("claims"));
    }

    private static string? CheckDisplays(JsonElement json, string nameOfName)
    {
        var list = json.Member("display");
        if (!list.IsPresent())
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxDisplays)
        {
            return "display is not a list, or is too long.";
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.Text("locale") is not { Length: > 0 } || item.Text(nameOfName) is null
                || item.Member("description") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.String) })
            {
                return $"A display has no locale, or no {nameOfName}.";
            }
        }

        return null;
    }

    private static string? CheckClaims(JsonElement claims)
    {
        if (!claims.IsPresent())
        {
            return null;
        }

        if (claims.ValueKind != JsonValueKind.Array || claims.GetArrayLength() > MaxClaims)
        {
            return "claims is not a list, or is too long.";
        }

        var paths = new HashSet<string>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims.EnumerateArray())
        {
            if (CheckClaim(claim) is { } fault)
            {
                return fault;
            }

            if (!paths.Add(Read(claim).Key) || (claim.Text("svg_id") is { } id && !ids.Add(id)))
            {
                return "A path or an svg_id is there twice.";
            }
        }

        return null;
    }

    private static string? CheckClaim(JsonElement claim)
    {
        var path = claim.Member("path");
        if (path.ValueKind != JsonValueKind.Array || path.GetArrayLength() is 0 or > MaxPath
            || !path.EnumerateArray().All(part => part.ValueKind is JsonValueKind.String or JsonValueKind.Null
                || (part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var index) && index >= 0)))
        {
            return "A claim has no path, or one that is malformed.";
        }

        return claim.Member("mandatory").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False) ? "mandatory is neither true nor false."
            : claim.Member("sd").IsPresent() && claim.Text("sd") is not ("always" or "allowed" or "never") ? "sd is none of always, allowed and never."
            : claim.Member("svg_id").IsPresent() && !IsSvgId(claim.Text("svg_id")) ? "An svg_id is malformed."
            : CheckDisplays(claim, "label");
    }

    private static bool IsSvgId(string? id) =>
        id is { Length: > 0 and <= 256 } && !char.IsAsciiDigit(id[0]) && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
