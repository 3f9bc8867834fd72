// SPDX-License-Identifier: Apache-2.0

namespace Suti.Credentials;

/// <summary>Asks for a signed request.</summary>
public sealed record CreateDisclosureRequest
{
    /// <summary>The request.</summary>
    public required DisclosureRequest Data { get; init; }
}
