// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Suti.Dids;

/// <summary>The five relationships in the order in which they are written, with their names.</summary>
internal static class VerificationRelationships
{
    public const int Count = 5;

    public static readonly string[] Names =
        ["authentication", "assertionMethod", "keyAgreement", "capabilityInvocation", "capabilityDelegation"];

    /// <summary>The index of a single relationship.</summary>
    public static int IndexOf(VerificationRelationship relationship)
    {
        var bits = (uint)relationship;
        return BitOperations.IsPow2(bits) && bits < 1 << Count
            ? BitOperations.TrailingZeroCount(bits)
            : throw new ArgumentOutOfRangeException(nameof(relationship), relationship, "Not a single relationship.");
    }
}
