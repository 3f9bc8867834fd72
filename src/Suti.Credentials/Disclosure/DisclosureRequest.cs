// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks a holder for claims.</summary>
public sealed record DisclosureRequest
{
    /// <summary>The DID of who asks; one of this agent when a request is made.</summary>
    public string? Issuer { get; init; }

    /// <summary>The DID of who is asked.</summary>
    public string? Subject { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string? ReplyUrl { get; init; }

    /// <summary>Names the request, so that its answer is known by it.</summary>
    public string? Tag { get; init; }

    /// <summary>The claims.</summary>
    public required IReadOnlyList<RequestedClaim> Claims { get; init; }

    /// <summary>Credentials about who asks, as JWTs.</summary>
    public IReadOnlyList<string>? Credentials { get; init; }
}
