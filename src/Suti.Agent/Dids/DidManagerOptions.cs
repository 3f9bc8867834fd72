// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>How DIDs are managed.</summary>
public sealed record DidManagerOptions
{
    /// <summary>The provider to create with, when none is named, such as <c>did:key</c>; null for the first one that was added.</summary>
    public string? DefaultProvider { get; init; }
}
