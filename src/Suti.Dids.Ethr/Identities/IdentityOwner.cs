// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>An owner of an identity.</summary>
public sealed record IdentityOwner
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Whether it may act for the identity.</summary>
    public required bool CanAct { get; init; }

    /// <summary>Whether it may also change owners, the recovery key and the manager.</summary>
    public required bool CanChangeOwners { get; init; }
}
