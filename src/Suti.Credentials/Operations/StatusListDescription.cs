// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A status list, without its statuses.</summary>
public sealed record StatusListDescription
{
    /// <summary>Where it is published.</summary>
    public required string Url { get; init; }

    /// <summary>The DID of the issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>What its bits mean.</summary>
    public required string StatusPurpose { get; init; }

    /// <summary>For how many credentials.</summary>
    public required int Length { get; init; }
}
