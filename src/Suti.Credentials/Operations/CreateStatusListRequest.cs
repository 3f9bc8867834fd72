// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks for a new status list.</summary>
public sealed record CreateStatusListRequest
{
    /// <summary>Where it will be published.</summary>
    public required string Url { get; init; }

    /// <summary>The DID of the issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>What its bits mean: <c>revocation</c>, <c>suspension</c>, <c>refresh</c> or <c>message</c>.</summary>
    public string? StatusPurpose { get; init; }

    /// <summary>For how many credentials.</summary>
    public int? Length { get; init; }

    /// <summary>The bits for each credential; one when absent.</summary>
    public int? StatusSize { get; init; }

    /// <summary>What each value means, from 0 on; each has one where there are several bits.</summary>
    public IReadOnlyList<string>? StatusMessages { get; init; }

    /// <summary>A URL with more about the messages.</summary>
    public string? StatusReference { get; init; }
}
