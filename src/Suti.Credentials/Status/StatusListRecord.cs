// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A status list that an issuer keeps.</summary>
public sealed record StatusListRecord
{
    /// <summary>Where it is published; its key.</summary>
    public required string Url { get; init; }

    /// <summary>Who issues it.</summary>
    public required string Issuer { get; init; }

    /// <summary>What its bits mean.</summary>
    public required string Purpose { get; init; }

    /// <summary>For how many credentials it has room.</summary>
    public required int Length { get; init; }

    /// <summary>The bits for each credential.</summary>
    public required int StatusSize { get; init; }

    /// <summary>What the values mean, in their order; none when that is clear from the purpose.</summary>
    public IReadOnlyList<string>? Messages { get; init; }

    /// <summary>A URL with more about the messages.</summary>
    public string? Reference { get; init; }

    /// <summary>How many places were given away.</summary>
    public int Allocated { get; init; }

    /// <summary>The statuses, compressed, as they stand in the list.</summary>
    public required string EncodedList { get; init; }

    /// <summary>The places that were given away, compressed in the same way.</summary>
    public required string EncodedAllocation { get; init; }
}
