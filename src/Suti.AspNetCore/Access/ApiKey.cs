// SPDX-License-Identifier: Apache-2.0

namespace Suti.AspNetCore;

/// <summary>An API key, without its secret.</summary>
public sealed record ApiKey
{
    /// <summary>The id, which is also in the token.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, in the words of who made it.</summary>
    public required string Name { get; init; }

    /// <summary>The operations it may call, as patterns of <see cref="OperationSelection"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The space it opens.</summary>
    public required string Space { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }
}
