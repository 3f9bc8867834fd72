// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>A claim that is asked for. What is absent is not asked.</summary>
public record RequestedClaim
{
    /// <summary>Why, for the holder to read.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether an answer without it is no answer.</summary>
    public bool? Essential { get; init; }

    /// <summary>The type that the credential must have.</summary>
    public string? CredentialType { get; init; }

    /// <summary>The context that the credential must have.</summary>
    public string? CredentialContext { get; init; }

    /// <summary>The name of the claim, such as <c>name</c>.</summary>
    public string? ClaimType { get; init; }

    /// <summary>The value that the claim must have.</summary>
    public string? ClaimValue { get; init; }

    /// <summary>Whose word is accepted; anybody's when absent.</summary>
    public IReadOnlyList<ClaimIssuer>? Issuers { get; init; }
}
