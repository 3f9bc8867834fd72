// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent;

/// <summary>Names a DID.</summary>
public sealed record DidRequest
{
    /// <summary>The DID.</summary>
    public required string Did { get; init; }
}
