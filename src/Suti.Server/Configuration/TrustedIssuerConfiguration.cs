// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>An issuer that is accepted.</summary>
public sealed record TrustedIssuerConfiguration
{
    /// <summary>Its DID, or its URL of HTTPS.</summary>
    public required string Issuer { get; init; }

    /// <summary>The types of credentials for which it is accepted; null for all.</summary>
    public IReadOnlyList<string>? Types { get; init; }
}
