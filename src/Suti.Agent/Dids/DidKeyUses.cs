// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Dids;

namespace Suti.Agent;

/// <summary>What keys of a DID may be used for.</summary>
internal static class DidKeyUses
{
    private static readonly (string Name, VerificationRelationship Relationship)[] Names =
    [
        ("authentication", VerificationRelationship.Authentication),
        ("assertionMethod", VerificationRelationship.AssertionMethod),
        ("keyAgreement", VerificationRelationship.KeyAgreement),
        ("capabilityInvocation", VerificationRelationship.CapabilityInvocation),
        ("capabilityDelegation", VerificationRelationship.CapabilityDelegation),
    ];

    /// <summary>The option <c>relationships</c>; null when it is absent.</summary>
    public static VerificationRelationship? Read(JsonElement options)
    {
        if (options.ValueKind != JsonValueKind.Object || !options.TryGetProperty("relationships", out var list))
        {
            return null;
        }

        var uses = VerificationRelationship.None;
        foreach (var item in list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : new[] { list })
        {
            var name = item.ValueKind == JsonValueKind.String ? item.GetString() : null;
            var found = Array.Find(Names, entry => entry.Name == name);
            uses |= found.Name is not null
                ? found.Relationship
                : throw new SutiException(
                    AgentErrorCodes.InvalidArgument,
                    "/options/relationships must list authentication, assertionMethod, keyAgreement, capabilityInvocation or capabilityDelegation.");
        }

        return uses;
    }
}
