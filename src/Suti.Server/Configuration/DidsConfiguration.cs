// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Which DIDs the agent makes and resolves.</summary>
public sealed record DidsConfiguration
{
    /// <summary>The methods, without did:ethr.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>The networks of did:ethr.</summary>
    public required IReadOnlyList<NetworkConfiguration> Networks { get; init; }

    /// <summary>The provider that makes a DID when none is named.</summary>
    public required string DefaultProvider { get; init; }

    /// <summary>The resolver for methods that the agent lacks; null for none.</summary>
    public Uri? Resolver { get; init; }
}
