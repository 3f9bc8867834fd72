// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>Asks for a new API key.</summary>
public sealed record CreateApiKeyRequest
{
    /// <summary>What it is for: 1 to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The operations it may call, as patterns of <see cref="OperationSelection"/>: at least one.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The space it opens.</summary>
    public string Space { get; init; } = SpaceContext.Main;

    /// <summary>How long it is good for; null for as long as nobody revokes it.</summary>
    public TimeSpan? Lifetime { get; init; }
}
