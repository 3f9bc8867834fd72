// SPDX-License-Identifier: Apache-2.0

namespace Suti.Dids.Ethr;

/// <summary>What the manager of identities knows of an identity.</summary>
public sealed record IdentityDescription
{
    /// <summary>The network, by its name.</summary>
    public required string Network { get; init; }

    /// <summary>Its address.</summary>
    public required string Identity { get; init; }

    /// <summary>Its DID.</summary>
    public required string Did { get; init; }

    /// <summary>The manager, which owns it.</summary>
    public required string Manager { get; init; }

    /// <summary>Its owners.</summary>
    public required IdentityOwner[] Owners { get; init; }

    /// <summary>The account that may add an owner when all keys are lost.</summary>
    public required string RecoveryKey { get; init; }

    /// <summary>The migration that was announced.</summary>
    public IdentityMigration? Migration { get; init; }

    /// <summary>Its wei.</summary>
    public required string Balance { get; init; }
}
