// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks which credentials of this agent answer a request.</summary>
public sealed record FindForDisclosureRequest
{
    /// <summary>The request.</summary>
    public required DisclosureRequest Sdr { get; init; }

    /// <summary>The DID that the claims must be about; the subject of the request when absent.</summary>
    public string? Did { get; init; }
}
