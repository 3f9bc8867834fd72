// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Jose;

namespace Suti.Credentials;

/// <summary>Whether an SD-JWT VC keeps what its type says of claims ("Claim Metadata" of the draft).</summary>
internal static class TypeMetadataRules
{
    /// <summary>A path may select many claims, each of which is looked at.</summary>
    private const int MaxSelected = 10_000;

    /// <param name="sdJwt">The SD-JWT.</param>
    /// <param name="metadata">The type.</param>
    /// <param name="isWhole">Whether all disclosures are here, so that what else is hidden is a decoy: as the issuer has it.</param>
    /// <returns>Null when it keeps them, else why not.</returns>
    public static StatusAnswer? Object(SdJwt sdJwt, TypeMetadata metadata, bool isWhole)
    {
        var root = IssuedClaim.Of(sdJwt);
        foreach (var claim in metadata.Claims)
        {
            if (Object(root, claim, isWhole) is { } objection)
            {
                return objection;
            }
        }

        return null;
    }

    private static StatusAnswer? Object(IssuedClaim root, ClaimMetadata claim, bool isWhole)
    {
        var selected = new List<IssuedClaim> { root };
        var mayBeHidden = false;
        for (var index = 0; index < claim.Path.Count; index++)
        {
            // A claim that must not be hidden is not hidden: where it is not seen, it is not there.
            var mayHide = !isWhole && (index < claim.Path.Count - 1 || claim.Disclosure != ClaimDisclosure.Never);
            if (!TrySelect(ref selected, claim.Path[index], mayHide, ref mayBeHidden))
            {
                return new StatusAnswer(false, "path", $"The claims are not of the form that the type gives to {claim.Key}.");
            }
        }

        if (selected.Count == 0)
        {
            return claim.IsMandatory && !mayBeHidden ? new StatusAnswer(false, "claim-missing", $"The type demands the claim {claim.Key}.") : null;
        }

        return claim.Disclosure switch
        {
            ClaimDisclosure.Always when !selected.TrueForAll(item => item.IsDisclosable) =>
                new StatusAnswer(false, "not-disclosable", $"The type demands that the holder may leave out the claim {claim.Key}."),
            ClaimDisclosure.Never when selected.Exists(item => item.IsDisclosable) =>
                new StatusAnswer(false, "disclosable", $"The type forbids that the holder may leave out the claim {claim.Key}."),
            _ => null,
        };
    }

    private static bool TrySelect(ref List<IssuedClaim> selected, JsonElement part, bool mayHide, ref bool mayBeHidden)
    {
        var next = new List<IssuedClaim>();
        foreach (var item in selected)
        {
            if (item.Kind == JsonValueKind.Undefined)
            {
                // An element that is not shown has contents that nobody knows.
                mayBeHidden |= mayHide;
                continue;
            }

            if (item.Kind != (part.ValueKind == JsonValueKind.String ? JsonValueKind.Object : JsonValueKind.Array))
            {
                return false;
            }

            switch (part.ValueKind)
            {
                case JsonValueKind.String when item.Members.TryGetValue(part.GetString()!, out var member):
                    next.Add(member);
                    break;
                case JsonValueKind.String:
                    mayBeHidden |= mayHide && item.HidesMembers;
                    break;
                case JsonValueKind.Null:
                    next.AddRange(item.Items);
                    break;
                default:
                    if (part.GetInt32() < item.Items.Count)
                    {
                        next.Add(item.Items[part.GetInt32()]);
                    }

                    break;
            }

            if (next.Count > MaxSelected)
            {
                return false;
            }
        }

        selected = next;
        return true;
    }
}
