// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>Finds in the fields of a descriptor what a store has indexed: constant types, issuers and claims.</summary>
internal static class InputNarrowing
{
    private const int MaxValues = 200;

    private static readonly string[] TypePaths = ["type", "vc.type", "vct"];
    private static readonly string[] IssuerPaths = ["issuer", "vc.issuer", "iss", "issuer.id", "vc.issuer.id"];

    public static CredentialFilter Of(IReadOnlyList<InputField> fields)
    {
        var filter = CredentialFilter.None;
        foreach (var field in fields.Where(static field => !field.IsOptional && field.Filter is not null))
        {
            if (field.Paths.Any(static path => path.Names is null))
            {
                continue;
            }

            // What a name with a dot in it would say is not mistaken for two names: such a path fits none of ours.
            var paths = field.Paths.Select(static path => path.Names!.Any(static name => name.Contains('.', StringComparison.Ordinal)) ? "" : string.Join('.', path.Names!)).ToList();
            if (filter.Types is null && paths.TrueForAll(TypePaths.Contains))
            {
                filter = filter with { Types = Constants(field.FilterJson, allowsList: true) };
            }
            else if (filter.Issuers is null && paths.TrueForAll(IssuerPaths.Contains))
            {
                filter = filter with { Issuers = Constants(field.FilterJson, allowsList: false) };
            }
            else if (filter.ClaimName is null && paths.TrueForAll(IsClaim) && paths.Select(NameOf).Distinct(StringComparer.Ordinal).Count() == 1
                && Constants(field.FilterJson, allowsList: false) is { } values)
            {
                filter = filter with { ClaimName = NameOf(paths[0]), ClaimValues = values };
            }
        }

        return filter;
    }

    private static bool IsClaim(string path) => path.Split('.') is ["credentialSubject", _] or ["vc", "credentialSubject", _];

    private static string NameOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>The texts of which a value has one if it follows the filter, when the filter says so directly; null otherwise.</summary>
    private static IReadOnlyList<string>? Constants(JsonElement filter, bool allowsList)
    {
        if (filter.Member("const") is { ValueKind: JsonValueKind.String } only)
        {
            return [only.GetString()!];
        }

        if (filter.Member("enum") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() is > 0 and <= MaxValues
            && choices.EnumerateArray().All(static choice => choice.ValueKind == JsonValueKind.String))
        {
            return choices.Texts();
        }

        if (filter.Member("pattern") is { ValueKind: JsonValueKind.String } pattern && filter.Text("type") == "string")
        {
            return Literal(pattern.GetString()!) is { } text ? [text] : null;
        }

        return allowsList && filter.Text("type") == "array" && filter.Member("contains") is { ValueKind: JsonValueKind.Object } contained
            ? Constants(contained, allowsList: false)
            : null;
    }

    /// <summary>The one text that a pattern fits; null when it fits others.</summary>
    private static string? Literal(string pattern)
    {
        if (pattern.Length < 3 || pattern[0] != '^' || pattern[^1] != '$')
        {
            return null;
        }

        var text = pattern[1..^1].Replace("\\.", "\u0001", StringComparison.Ordinal).Replace("\\/", "/", StringComparison.Ordinal);
        return text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '/' or '#' or '_' or '-' or ' ' or '\u0001')
            ? text.Replace('\u0001', '.')
            : null;
    }
}
