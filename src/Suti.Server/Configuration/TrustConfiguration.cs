// SPDX-License-Identifier: Apache-2.0

namespace Suti.Server;

/// <summary>Whose credentials the agent accepts, and what it holds them against.</summary>
public sealed record TrustConfiguration
{
    /// <summary>The issuers that are accepted; everybody when this and <see cref="AccreditationRoots"/> are empty.</summary>
    public required IReadOnlyList<TrustedIssuerConfiguration> Issuers { get; init; }

    /// <summary>The DIDs at which chains of accreditations end.</summary>
    public required IReadOnlyList<string> AccreditationRoots { get; init; }

    /// <summary>The claim in which an accreditation names the types.</summary>
    public required string AccreditationClaim { get; init; }

    /// <summary>The types of accreditations that let their holder issue credentials.</summary>
    public required IReadOnlyList<string> AttestTypes { get; init; }

    /// <summary>The types of accreditations that let their holder accredit others.</summary>
    public required IReadOnlyList<string> AccreditTypes { get; init; }

    /// <summary>Types for which nobody must be accredited.</summary>
    public required IReadOnlyList<string> CommonTypes { get; init; }

    /// <summary>The files that describe types of SD-JWT VCs.</summary>
    public required IReadOnlyList<string> TypeMetadata { get; init; }

    /// <summary>Whether other types are fetched from their URLs.</summary>
    public required bool FetchTypeMetadata { get; init; }

    /// <summary>The files with the certificates of authorities.</summary>
    public required IReadOnlyList<string> CertificateRoots { get; init; }

    /// <summary>Whether the keys of issuers that are URLs are fetched from them.</summary>
    public required bool IssuerMetadata { get; init; }

    /// <summary>Whether anything is set.</summary>
    internal bool IsUsed =>
        Issuers.Count + AccreditationRoots.Count + TypeMetadata.Count + CertificateRoots.Count > 0 || FetchTypeMetadata || IssuerMetadata;
}
