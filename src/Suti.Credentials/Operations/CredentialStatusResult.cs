// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>The status of a credential on the wire.</summary>
public sealed record CredentialStatusResult
{
    /// <summary>Whether it is revoked or suspended, or its status could not be looked up.</summary>
    public required bool Revoked { get; init; }

    /// <summary>A short stable word for why: <c>valid</c>, <c>revoked</c>, <c>not-fetched</c>...</summary>
    public required string Reason { get; init; }

    /// <summary>The same for people.</summary>
    public string? Message { get; init; }
}
