// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Credentials;

/// <summary>The formats that a verifier accepts, each with algorithms or types of proof (section "Claim Format Designations").</summary>
internal sealed class ClaimFormatRules
{
    private const int MaxFormats = 40;
    private const int MaxValues = 40;

    private readonly Dictionary<string, IReadOnlyList<string>> _accepted = new(StringComparer.Ordinal);

    /// <summary>The designations that are named.</summary>
    public IReadOnlyCollection<string> Names => _accepted.Keys;

    public static string? Read(JsonElement json, out ClaimFormatRules? rules)
    {
        rules = null;
        if (!json.IsPresent())
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() is 0 or > MaxFormats)
        {
            return "format is not an object with formats, or has too many.";
        }

        rules = new();
        foreach (var format in json.EnumerateObject())
        {
            var values = new List<string>();
            if (format.Value.ValueKind != JsonValueKind.Object)
            {
                return "A format is not an object.";
            }

            foreach (var list in format.Value.EnumerateObject())
            {
                // Algorithms of key bindings are for the presentation, which its own verification judges.
                if (list.Value.ValueKind != JsonValueKind.Array || list.Value.GetArrayLength() is 0 or > MaxValues
                    || list.Value.EnumerateArray().Any(static item => item.ValueKind != JsonValueKind.String))
                {
                    return "A format has a list that is empty, too long, or not of texts.";
                }

                if (list.Name is "alg" or "alg_values" or "sd-jwt_alg_values" or "proof_type" or "cryptosuite")
                {
                    values.AddRange(list.Value.Texts());
                }
            }

            rules._accepted[format.Name] = values;
        }

        return null;
    }

    /// <summary>Whether a credential is in one of the formats. Rules that name formats of presentations only say nothing about it.</summary>
    public bool Accepts(VerifiableCredential credential)
    {
        var isAsked = false;
        foreach (var (name, values) in _accepted)
        {
            isAsked |= !ClaimFormats.IsPresentation(name);
            if (ClaimFormats.NamesOf(credential).Contains(name)
                && (values.Count == 0 || ClaimFormats.MechanismsOf(credential).Any(values.Contains)))
            {
                return true;
            }
        }

        return !isAsked;
    }
}
